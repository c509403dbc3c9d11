namespace Fovea.Clip;

/// <summary>Turns what was found of a tower into its weights.</summary>
internal sealed class TransformerReader(ParameterValues values)
{
    /// <summary>Reads all weights of a tower's blocks and of what follows them.</summary>
    /// <exception cref="NotRecognizedException">Weights do not fit one another.</exception>
    public TransformerWeights Read(TransformerMatch match)
    {
        values.Compute(match.Blocks.SelectMany(Names).Concat(Names(match.FinalNorm)).Concat(Names(match.Projection)).Append(match.Blocks[0].Softmax));
        var width = Linear(match.Blocks[0].Down).Outputs;
        var softmax = values.Tensor(match.Blocks[0].Softmax).Shape;
        var heads = softmax.Count switch
        {
            4 => softmax[1],
            3 => softmax[0],
            _ => 0,
        };
        if (heads == 0 || width % heads != 0) throw new NotRecognizedException($"its attention has {heads} heads for {width} numbers");
        if (match.Blocks.Select(b => b.Activation).Distinct().Count() != 1) throw new NotRecognizedException("its blocks differ in their non-linearity");

        return new TransformerWeights(
            width, heads, match.Blocks[0].Activation, [.. match.Blocks.Select(b => Block(b, width))], match.FinalNorm is { } norm ? Norm(norm, width) : null, Fitting(Linear(match.Projection), width));
    }

    /// <summary>Reads a normalisation.</summary>
    public NormWeights Norm(NormMatch match, int width)
    {
        var scale = values.Floats(match.Scale);
        var bias = match.Bias is { Length: > 0 } name ? values.Floats(name) : new float[width];
        var epsilon = match.EpsilonName is { } stored ? values.Floats(stored)[0] : match.Epsilon;
        return scale.Length == width && bias.Length == width
            ? new NormWeights(scale, bias, epsilon)
            : throw new NotRecognizedException("a normalisation does not fit its block");
    }

    private BlockWeights Block(BlockMatch match, int width)
    {
        var parts = new[] { match.Query, match.Key, match.Value }.Select(Part).ToList();
        if (parts.Any(p => p.Inputs != width || p.Outputs != width)) throw new NotRecognizedException("its attention is not as wide as its blocks");
        var (output, up, down) = (Linear(match.Out), Linear(match.Up), Linear(match.Down));
        if (output.Inputs != width || output.Outputs != width || up.Inputs != width || up.Outputs != down.Inputs || down.Outputs != width)
        {
            throw new NotRecognizedException("the layers of a block do not fit one another");
        }

        return new BlockWeights(Norm(match.AttentionNorm, width), LinearWeights.Join(parts), output, Norm(match.MlpNorm, width), up, down);
    }

    private LinearWeights Part(PartMatch match)
    {
        var layer = Linear(match.Layer);
        return match.Third is not { } third ? layer : layer.Columns(third * (layer.Outputs / 3), layer.Outputs / 3);
    }

    private LinearWeights Linear(LayerMatch match)
    {
        var tensor = values.Tensor(match.Weight);
        if (tensor.Shape is not [var rows, var columns]) throw new NotRecognizedException($"the weight {match.Weight} is no matrix");
        var (inputs, outputs) = match.IsTransposed ? (columns, rows) : (rows, columns);
        var weight = values.Floats(match.Weight);
        if (match.IsTransposed) weight = Matrices.Transpose(weight, rows, columns);
        var bias = match.Bias is { Length: > 0 } name ? values.Floats(name) : null;
        return bias is null || bias.Length == outputs
            ? new LinearWeights(weight, bias, inputs, outputs)
            : throw new NotRecognizedException($"the bias {match.Bias} does not fit its layer");
    }

    private static LinearWeights Fitting(LinearWeights layer, int width) =>
        layer.Inputs == width ? layer : throw new NotRecognizedException("its projection does not fit its blocks");

    private static IEnumerable<string> Names(BlockMatch block) =>
    [
        .. Names(block.AttentionNorm), .. Names(block.MlpNorm), .. Names(block.Query.Layer), .. Names(block.Key.Layer), .. Names(block.Value.Layer),
        .. Names(block.Out), .. Names(block.Up), .. Names(block.Down),
    ];

    private static IEnumerable<string> Names(LayerMatch layer) => layer.Bias is { Length: > 0 } bias ? [layer.Weight, bias] : [layer.Weight];

    private static IEnumerable<string> Names(NormMatch? norm) => norm is null ? [] : new[] { norm.Scale, norm.Bias, norm.EpsilonName }.OfType<string>().Where(n => n.Length > 0);
}
