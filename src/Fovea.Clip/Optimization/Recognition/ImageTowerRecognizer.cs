using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Recognises a vision transformer of CLIP's kind by its structure; names do not matter.</summary>
internal static class ImageTowerRecognizer
{
    /// <summary>Reads the weights out of a graph.</summary>
    /// <exception cref="NotRecognizedException">A part is of another kind.</exception>
    public static ImageTowerWeights Recognize(OnnxModel model, TowerGraph tower, PreprocessSpec preprocessing)
    {
        var graph = new GraphReading(model);
        var values = new ParameterValues(graph, new TowerRunner(tower.Graph.Path, input => Feed(tower, preprocessing, input)));
        var layers = new LayerMatcher(graph);
        var match = new TransformerMatcher(graph, layers, new AttentionMatcher(graph, layers, values)).Match(tower.Output.Name);

        var first = layers.Norm(match.Start);
        if (graph.Maker(first?.Input ?? match.Start) is not { Operator: "Add" } sum || graph.OneParameter(sum) is not var (tokens, positions))
        {
            throw new NotRecognizedException("no positions are added to its patches");
        }

        if (graph.Maker(tokens) is not { Operator: "Concat", Inputs: [var classToken, var patches] } || !graph.IsParameter(classToken))
        {
            throw new NotRecognizedException("it has no class token before its patches");
        }

        if (graph.Maker(patches) is not { Operator: "Conv" } convolution || graph.Root(convolution.Inputs[0]) != tower.Input.Name || !graph.IsParameter(convolution.Inputs[1]))
        {
            throw new NotRecognizedException("its patches are not cut out of the picture by one convolution");
        }

        values.Compute([positions, classToken]);
        var reader = new TransformerReader(values);
        var transformer = reader.Read(match);
        var (embedding, patch) = Embedding(convolution, values, transformer.Width);
        var grid = (preprocessing.Height / patch, preprocessing.Width / patch);
        var found = new ImageTowerWeights(
            patch, grid, embedding, values.Floats(classToken), values.Floats(positions), first is null ? null : reader.Norm(first, transformer.Width), transformer);
        return found.ClassToken.Length == transformer.Width && found.Positions.Length == (1 + (grid.Item1 * grid.Item2)) * transformer.Width
            ? found
            : throw new NotRecognizedException("its positions do not fit its patches");
    }

    private static (LinearWeights Layer, int Patch) Embedding(OnnxNode convolution, ParameterValues values, int width)
    {
        var weight = values.Tensor(convolution.Inputs[1]);
        if (weight.Shape is not [var outputs, 3, var side, var across] || side != across || outputs != width) throw new NotRecognizedException("its first convolution is not over square patches of three colours");
        if (convolution.Attribute("strides")?.Integers is not [var down, var right] || down != side || right != side
            || (convolution.Attribute("group")?.Integer ?? 1) != 1
            || convolution.Attribute("pads")?.Integers?.Any(p => p != 0) == true
            || convolution.Attribute("dilations")?.Integers?.Any(d => d != 1) == true
            || convolution.Attribute("auto_pad")?.Text is "SAME_UPPER" or "SAME_LOWER")
        {
            throw new NotRecognizedException("the patches of its first convolution overlap or have gaps");
        }

        var given = values.Floats(convolution.Inputs[1]);
        var layer = new float[given.Length];
        var area = side * side;
        for (var o = 0; o < outputs; o++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                for (var pixel = 0; pixel < area; pixel++) layer[(((pixel * 3) + channel) * outputs) + o] = given[(((o * 3) + channel) * area) + pixel];
            }
        }

        var bias = convolution.Inputs.ElementAtOrDefault(2) is { Length: > 0 } name ? values.Floats(name) : null;
        return (new LinearWeights(layer, bias, 3 * area, outputs), side);
    }

    private static OrtValue Feed(TowerGraph tower, PreprocessSpec preprocessing, OnnxValue input)
    {
        if (input.Name != tower.Input.Name) throw new NotRecognizedException($"it has an input {input.Name} beside the picture");
        return TensorInput.FromFloats(input, new float[3 * preprocessing.Height * preprocessing.Width], [1, 3, preprocessing.Height, preprocessing.Width]);
    }
}
