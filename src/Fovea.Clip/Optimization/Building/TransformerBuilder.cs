using static Fovea.Clip.GraphBuilder;

namespace Fovea.Clip;

/// <summary>
/// Adds a tower's blocks to a graph. The last block works on the one token that stands for the whole, as nothing else of it is used:
/// exactly the same vector for 7 % less work in a tower of twelve blocks.
/// </summary>
internal sealed class TransformerBuilder(GraphBuilder graph, LinearBuilder linear, TransformerWeights weights, bool causal, long token)
{
    /// <summary>Adds everything behind the tokens' embedding.</summary>
    /// <param name="x"><c>[n, t, width]</c>.</param>
    /// <param name="normalised">The same, normalised for the first block.</param>
    /// <returns><c>[n, dimensions]</c>.</returns>
    public string Add(string x, string normalised)
    {
        for (var i = 0; i < weights.Blocks.Count; i++)
        {
            var block = weights.Blocks[i];
            var isLast = i == weights.Blocks.Count - 1;
            var name = FormattableString.Invariant($"{i}");
            var attended = isLast ? AttendOne(name, normalised, block) : Attend(name, normalised, block);
            if (isLast) x = graph.Token(x, token);
            (x, normalised) = graph.AddAndNorm(x, linear.Add($"{name}.out", attended, block.Out), block.MlpNorm);
            var wide = Activate(linear.Add($"{name}.up", normalised, block.Up));
            if (block.DownFactors is { } factors) wide = graph.Node("Mul", wide, graph.Floats(factors));
            var branch = linear.Add($"{name}.down", wide, block.Down);
            if (!isLast) (x, normalised) = graph.AddAndNorm(x, branch, weights.Blocks[i + 1].AttentionNorm);
            else if (weights.FinalNorm is { } norm) (_, normalised) = graph.AddAndNorm(x, branch, norm);
            else normalised = graph.Node("Add", x, branch);
        }

        var projected = linear.Add("projection", normalised, weights.Projection);
        return graph.Node("LpNormalization", "", [graph.Node("Squeeze", projected, graph.Integers(1))], Integer("axis", -1), Integer("p", 2));
    }

    private string Attend(string name, string x, BlockWeights block)
    {
        var parts = graph.Node("Split", "", [linear.Add($"{name}.qkv", x, block.Qkv)], 3, [Integer("axis", -1)]);
        return MultiHead(parts[0], parts[1], parts[2], causal);
    }

    // What stands for the whole of a text is its last token, which sees all the others: no mask.
    private string AttendOne(string name, string x, BlockWeights block)
    {
        var query = linear.Add($"{name}.q", graph.Token(x, token), block.Qkv.Columns(0, weights.Width));
        var parts = graph.Node("Split", "", [linear.Add($"{name}.kv", x, block.Qkv.Columns(weights.Width, 2 * weights.Width))], 2, [Integer("axis", -1)]);
        return MultiHead(query, parts[0], parts[1], masked: false);
    }

    private string MultiHead(string query, string key, string value, bool masked) => graph.Node(
        "MultiHeadAttention", Contrib, [query, key, value], Integer("num_heads", weights.Heads), Integer("unidirectional", masked ? 1 : 0));

    private string Activate(string x) => weights.Activation == ActivationKind.QuickGelu
        ? graph.Node("QuickGelu", Contrib, [x], Real("alpha", 1.702f))
        : graph.Node("Gelu", Contrib, [x], []);
}
