namespace Fovea.Clip;

/// <summary>A tensor of a checkpoint; its numbers are read when they are asked for.</summary>
/// <param name="File">The file that holds it.</param>
/// <param name="Kind">How its numbers are stored.</param>
/// <param name="Shape">Its dimensions; their product fits an array.</param>
/// <param name="Open">Opens its storage at its first number; the caller closes it.</param>
internal sealed record CheckpointTensor(string File, NumberKind Kind, IReadOnlyList<int> Shape, Func<Stream> Open)
{
    /// <summary>The most numbers that one tensor may have: 4 GB in fp32.</summary>
    public const long MostNumbers = 1L << 30;

    /// <summary>The distance of two neighbours in each dimension, in numbers; null: row-major.</summary>
    public IReadOnlyList<long>? Strides { get; init; }

    /// <summary>How many numbers it has.</summary>
    public int Count => Shape.Aggregate(1, (product, side) => checked(product * side));

    /// <summary>The numbers, row-major.</summary>
    /// <param name="name">The tensor's name, for errors.</param>
    /// <exception cref="ModelException">They cannot be read.</exception>
    public float[] Read(string name)
    {
        try
        {
            using var stream = Open();
            var values = GC.AllocateUninitializedArray<float>(Strides is null ? Count : (int)Span(Shape, Strides));
            StoredNumbers.Read(stream, Kind, values);
            return Strides is null ? values : Gather(values, Strides);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw CheckpointError.Damaged(File, $"it is cut off or damaged: the numbers of {name} are not all there.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(File, e);
        }
    }

    /// <summary>How many numbers of a storage lie between a tensor's first and its last.</summary>
    public static Int128 Span(IReadOnlyList<int> shape, IReadOnlyList<long> strides) =>
        shape.Any(side => side == 0) ? 0 : shape.Zip(strides).Aggregate((Int128)1, (span, side) => span + ((Int128)(side.First - 1) * side.Second));

    /// <summary>The product of dimensions; null when a dimension is negative or the product is more than <see cref="MostNumbers"/>.</summary>
    public static int? CountOf(IReadOnlyList<long> shape)
    {
        var product = (Int128)1;
        foreach (var side in shape)
        {
            product *= side;
            if (side < 0 || product > MostNumbers) return null;
        }

        return (int)product;
    }

    private float[] Gather(float[] storage, IReadOnlyList<long> strides)
    {
        var values = new float[Count];
        var index = new int[Shape.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var at = 0L;
            for (var d = 0; d < index.Length; d++) at += index[d] * strides[d];
            values[i] = storage[at];
            for (var d = index.Length - 1; d >= 0 && ++index[d] == Shape[d]; d--) index[d] = 0;
        }

        return values;
    }
}
