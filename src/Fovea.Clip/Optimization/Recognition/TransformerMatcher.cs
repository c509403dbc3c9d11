namespace Fovea.Clip;

/// <summary>Walks a tower from its output back to what its first block takes.</summary>
internal sealed class TransformerMatcher(GraphReading graph, LayerMatcher layers, AttentionMatcher attentions)
{
    /// <summary>Walks the tower.</summary>
    /// <exception cref="NotRecognizedException">A part is of another kind.</exception>
    public TransformerMatch Match(string output)
    {
        var projection = Projection(output);
        var (value, norm) = Pooling(projection.Input);
        var blocks = new List<BlockMatch>();
        while (graph.IsDeep(value))
        {
            var block = Block(value, FormattableString.Invariant($"block {blocks.Count + 1} from its end"));
            blocks.Insert(0, block);
            value = graph.Root(block.AttentionNorm.Input);
        }

        return blocks.Count == 0
            ? throw new NotRecognizedException("it has no attention")
            : new TransformerMatch(value, blocks, norm, projection);
    }

    // The vector may be brought to length 1 in the graph: x / |x|, in several forms.
    private LayerMatch Projection(string value)
    {
        for (var steps = 0; steps < 4; steps++)
        {
            if (layers.Linear(value) is { } layer) return layer;
            var node = graph.Maker(value);
            if (node?.Operator is not ("Div" or "LpNormalization" or "Mul")) break;
            value = node.Inputs[0];
        }

        throw new NotRecognizedException("its output is not a linear projection");
    }

    private (string Value, NormMatch? Norm) Pooling(string value)
    {
        NormMatch? found = null;
        for (var steps = 0; steps < 8; steps++)
        {
            value = graph.Root(value);
            if (found is null)
            {
                found = layers.Norm(value);
                if (found is not null)
                {
                    value = found.Input;
                    continue;
                }
            }

            var node = graph.Producer(value);
            if (node?.Operator is "Gather" or "GatherND" or "GatherElements" or "Slice") value = node.Inputs[0];
            else if (node?.Operator is "MatMul" or "Mul" && node.Inputs.Count(graph.IsDeep) == 1) value = node.Inputs.First(graph.IsDeep);
            else if (node?.Operator is "ReduceSum") value = node.Inputs[0];
            else if (node?.Operator == "Add") return (value, found);
            else break;
        }

        throw new NotRecognizedException("it does not end with one token's vector");
    }

    private BlockMatch Block(string value, string where)
    {
        var (residual, norm, up, down, kind) = Mlp(value) ?? throw new NotRecognizedException($"{where}: its second half is not normalisation, linear, GELU, linear");
        var (attentionNorm, query, key, content, softmax, output) =
            Attention(residual) ?? throw new NotRecognizedException($"{where}: its first half is not normalisation and multi-head self-attention");
        return new BlockMatch(attentionNorm, query, key, content, softmax, output, norm, up, down, kind);
    }

    private (string Residual, NormMatch Norm, LayerMatch Up, LayerMatch Down, ActivationKind Kind)? Mlp(string value)
    {
        foreach (var (branch, residual) in Branches(value))
        {
            if (layers.Linear(branch) is { } down && layers.Activation(down.Input) is var (kind, up)
                && layers.Norm(up.Input) is { } norm && graph.Root(norm.Input) == residual)
            {
                return (residual, norm, up, down, kind);
            }
        }

        return null;
    }

    private (NormMatch Norm, PartMatch Query, PartMatch Key, PartMatch Value, string Softmax, LayerMatch Out)? Attention(string value)
    {
        foreach (var (branch, residual) in Branches(value))
        {
            if (layers.Linear(branch) is { } output && attentions.Match(output.Input, out var input) is var (query, key, content, softmax)
                && layers.Norm(input!) is { } norm && graph.Root(norm.Input) == residual)
            {
                return (norm, query, key, content, softmax, output);
            }
        }

        return null;
    }

    // The sum of a block's result and what it was given, in either order.
    private (string Branch, string Residual)[] Branches(string value) => graph.Maker(value) is { Operator: "Add", Inputs: [var a, var b] }
        ? [(a, graph.Root(b)), (b, graph.Root(a))]
        : [];
}
