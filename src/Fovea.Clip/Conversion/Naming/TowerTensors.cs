using System.Globalization;

namespace Fovea.Clip;

/// <summary>The tensors of one tower in a checkpoint: first all shapes are checked, then numbers are read.</summary>
internal sealed class TowerTensors
{
    private readonly Checkpoint _checkpoint;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Finds the tower and checks that its tensors are there and fit one another.</summary>
    /// <exception cref="ModelException">They do not.</exception>
    public TowerTensors(Checkpoint checkpoint, TowerNames names)
    {
        _checkpoint = checkpoint;
        Names = names;
        Shape = FindShape();
        foreach (var (name, shape) in Expected()) Require(name, shape);
    }

    public TowerNames Names { get; }

    public TowerShape Shape { get; }

    /// <summary>Whether the tower uses a tensor.</summary>
    public bool Uses(string name) => _names.Contains(name);

    /// <summary>The numbers of a tensor as they are stored.</summary>
    /// <exception cref="ModelException">They cannot be read, or are no numbers.</exception>
    public float[] Read(string name)
    {
        var values = _checkpoint.Tensors[name].Read(name);
        return values.Length == 0 || float.IsFinite(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<float>(values))
            ? values
            : throw CheckpointError.Damaged(_checkpoint.Tensors[name].File, $"{name} has values that are no numbers (NaN or infinite).");
    }

    private TowerShape FindShape()
    {
        var embedding = Dimensions(Names.Embedding, Names.ClassToken is null ? 2 : 4);
        var width = Names.ClassToken is null ? embedding[1] : embedding[0];
        var projection = Dimensions(Names.Projection, 2);
        var hidden = Dimensions(Names.BlockAt(0).Up.Weight, 2)[0];
        return new TowerShape(embedding, width, Dimensions(Names.Positions, 2)[0], Layers(), hidden, projection[Names.IsProjectionTransposed ? 0 : 1]);
    }

    private IReadOnlyList<int> Dimensions(string name, int rank)
    {
        var shape = Find(name).Shape;
        return shape.Count == rank && shape.All(side => side > 0)
            ? shape
            : throw Misfit(name, shape, FormattableString.Invariant($"{rank} dimensions"));
    }

    private int Layers()
    {
        var numbers = _checkpoint.Tensors.Keys.Where(name => name.StartsWith(Names.Blocks, StringComparison.Ordinal))
            .Select(name => name[Names.Blocks.Length..].Split('.')[0])
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToHashSet();
        for (var layer = 0; layer < numbers.Count; layer++)
        {
            if (!numbers.Contains(layer)) throw CheckpointError.Damaged(_checkpoint.Path, $"its blocks {Names.Blocks}N are not numbered from 0 on without a gap.");
        }

        return numbers.Count;
    }

    private IEnumerable<(string Name, int[] Shape)> Expected()
    {
        var (width, hidden) = (Shape.Width, Shape.Hidden);
        yield return (Names.Embedding, [.. Shape.Embedding]);
        yield return (Names.Positions, [Shape.Positions, width]);
        yield return (Names.Projection, Names.IsProjectionTransposed ? [Shape.Dimensions, width] : [width, Shape.Dimensions]);
        if (Names.ClassToken is { } classToken) yield return (classToken, [width]);
        var norms = new List<LayerNames?> { Names.FirstNorm, Names.FinalNorm };
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            var block = Names.BlockAt(layer);
            norms.AddRange([block.AttentionNorm, block.MlpNorm]);
            var linears = block.Qkv.Select(part => (part, 3 * width / block.Qkv.Count, width)).Append((block.Out, width, width)).Append((block.Up, hidden, width)).Append((block.Down, width, hidden));
            foreach (var (linear, outputs, inputs) in linears)
            {
                yield return (linear.Weight, [outputs, inputs]);
                yield return (linear.Bias, [outputs]);
            }
        }

        foreach (var norm in norms.OfType<LayerNames>())
        {
            yield return (norm.Weight, [width]);
            yield return (norm.Bias, [width]);
        }
    }

    private void Require(string name, int[] shape)
    {
        var tensor = Find(name);
        _names.Add(name);
        if (!tensor.Shape.SequenceEqual(shape)) throw Misfit(name, tensor.Shape, $"[{string.Join(", ", shape)}]");
        if (tensor.Kind == NumberKind.Other)
        {
            throw CheckpointError.Refused(
                tensor.File, $"{name} has numbers of a kind that no CLIP is published in; read are 16, 32 and 64 bit floating point.", "Save the model in one of these, not quantised.");
        }
    }

    private CheckpointTensor Find(string name) => _checkpoint.Tensors.GetValueOrDefault(name)
        ?? throw CheckpointError.Damaged(_checkpoint.Path, $"the tensor {name} is missing; {(Names.ClassToken is null ? "a text tower" : "an image tower")} of CLIP has one.");

    private ModelException Misfit(string name, IReadOnlyList<int> shape, string expected) => CheckpointError.Damaged(
        _checkpoint.Path, $"{name} has the shape [{string.Join(", ", shape)}], which does not fit the other tensors; expected {expected}.");
}
