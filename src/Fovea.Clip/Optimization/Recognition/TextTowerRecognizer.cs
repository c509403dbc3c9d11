using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Recognises CLIP's causal text transformer by its structure; names do not matter.</summary>
internal static class TextTowerRecognizer
{
    /// <summary>Reads the weights out of a graph.</summary>
    /// <param name="model">The graph.</param>
    /// <param name="tower">Its roles.</param>
    /// <param name="context">The longest text in tokens.</param>
    /// <exception cref="NotRecognizedException">A part is of another kind.</exception>
    public static TextTowerWeights Recognize(OnnxModel model, TowerGraph tower, int context)
    {
        var graph = new GraphReading(model);
        var values = new ParameterValues(graph, new TowerRunner(tower.Graph.Path, input => Feed(tower, context, input)));
        var layers = new LayerMatcher(graph);
        var match = new TransformerMatcher(graph, layers, new AttentionMatcher(graph, layers, values)).Match(tower.Output.Name);
        if (graph.Maker(match.Start) is not { Operator: "Add" } sum || graph.OneParameter(sum) is not var (tokens, positions))
        {
            throw new NotRecognizedException("no positions are added to its tokens");
        }

        if (graph.Maker(tokens) is not { Operator: "Gather" } table || !graph.IsParameter(table.Inputs[0]) || graph.Root(table.Inputs[1]) != tower.Input.Name)
        {
            throw new NotRecognizedException("its tokens are not looked up in one table");
        }

        values.Compute([positions, table.Inputs[0]]);
        var transformer = new TransformerReader(values).Read(match);
        var rows = values.Tensor(table.Inputs[0]).Shape;
        var found = new TextTowerWeights(values.Floats(table.Inputs[0]), rows[0], values.Floats(positions), context, transformer);
        return rows is [_, var width] && width == transformer.Width && found.Positions.Length == context * width
            ? found
            : throw new NotRecognizedException("its positions do not fit its tokens");
    }

    private static OrtValue Feed(TowerGraph tower, int context, OnnxValue input)
    {
        var values = new long[context];
        switch (input.Name == tower.Input.Name ? null : TextInputs.RoleOf(input))
        {
            case null when input.Name != tower.Input.Name:
                throw new NotRecognizedException($"it has an input {input.Name} that is not known");
            case TextInputRole.AttentionMask:
                Array.Fill(values, 1);
                break;
            case TextInputRole.Positions:
                for (var i = 0; i < context; i++) values[i] = i;
                break;
            case TextInputRole.Picture:
                throw new NotRecognizedException("it is one graph for both towers");
        }

        return TensorInput.FromIntegers(tower, input, values, [1, context]);
    }
}
