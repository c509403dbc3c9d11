namespace Fovea.Clip;

/// <summary>Reads a tower's weights, one tensor after the other: no more than the tower and its largest tensor are in memory.</summary>
/// <param name="tensors">The tower's tensors.</param>
/// <param name="settings">What tensors do not tell.</param>
/// <param name="cancellationToken">Stops between two blocks.</param>
internal sealed class TowerReader(TowerTensors tensors, TowerSettings settings, CancellationToken cancellationToken)
{
    private readonly TowerNames _names = tensors.Names;
    private readonly TowerShape _shape = tensors.Shape;

    /// <summary>An image tower.</summary>
    /// <param name="grid">Rows and columns of patches.</param>
    public ImageTowerWeights Images((int Rows, int Columns) grid) => new(
        _shape.Embedding[2], grid, Patches(), tensors.Read(_names.ClassToken!), tensors.Read(_names.Positions), Norm(_names.FirstNorm!.Value), Transformer());

    /// <summary>A text tower.</summary>
    public TextTowerWeights Texts() => new(tensors.Read(_names.Embedding), _shape.Embedding[0], tensors.Read(_names.Positions), _shape.Positions, Transformer());

    private TransformerWeights Transformer() => new(
        _shape.Width, settings.Heads, settings.Activation, [.. Enumerable.Range(0, _shape.Layers).Select(Block)], Norm(_names.FinalNorm), Projection());

    // From [width, channel, row, column] to [row, column, channel; width].
    private LinearWeights Patches()
    {
        var given = tensors.Read(_names.Embedding);
        var area = _shape.Embedding[2] * _shape.Embedding[3];
        var weight = new float[given.Length];
        for (var o = 0; o < _shape.Width; o++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                for (var pixel = 0; pixel < area; pixel++) weight[(((pixel * 3) + channel) * _shape.Width) + o] = given[(((o * 3) + channel) * area) + pixel];
            }
        }

        return new LinearWeights(weight, null, 3 * area, _shape.Width);
    }

    private BlockWeights Block(int index)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var names = _names.BlockAt(index);
        var parts = names.Qkv.Select(part => Linear(part, _shape.Width, 3 * _shape.Width / names.Qkv.Count)).ToList();
        return new BlockWeights(
            Norm(names.AttentionNorm),
            parts.Count == 1 ? parts[0] : LinearWeights.Join(parts),
            Linear(names.Out, _shape.Width, _shape.Width),
            Norm(names.MlpNorm),
            Linear(names.Up, _shape.Width, _shape.Hidden),
            Linear(names.Down, _shape.Hidden, _shape.Width));
    }

    private LinearWeights Projection()
    {
        var weight = tensors.Read(_names.Projection);
        return new LinearWeights(_names.IsProjectionTransposed ? Matrices.Transpose(weight, _shape.Dimensions, _shape.Width) : weight, null, _shape.Width, _shape.Dimensions);
    }

    private LinearWeights Linear(LayerNames names, int inputs, int outputs) =>
        new(Matrices.Transpose(tensors.Read(names.Weight), outputs, inputs), tensors.Read(names.Bias), inputs, outputs);

    private NormWeights Norm(LayerNames names) => new(tensors.Read(names.Weight), tensors.Read(names.Bias), settings.Epsilon);
}
