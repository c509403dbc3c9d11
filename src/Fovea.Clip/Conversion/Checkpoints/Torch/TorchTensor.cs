namespace Fovea.Clip;

/// <summary>Reads the record of a tensor: which storage, from where on, and its shape.</summary>
internal static class TorchTensor
{
    /// <summary>Whether a call would have made a tensor.</summary>
    public static bool IsTensor(PickleObject value) => value.Type is { Module: "torch._utils", Name: "_rebuild_tensor_v2" or "_rebuild_tensor" or "_rebuild_parameter" or "_rebuild_parameter_with_state" };

    /// <summary>A tensor; null when it is of a kind that is not read.</summary>
    /// <exception cref="ModelException">It contradicts its storage.</exception>
    public static CheckpointTensor? Read(PickleObject value, string path, string name, TorchEntries entries)
    {
        for (var depth = 0; depth < 4 && value.Type!.Name.StartsWith("_rebuild_parameter", StringComparison.Ordinal); depth++)
        {
            if (value.Arguments is not [PickleObject inner, ..] || !IsTensor(inner)) return null;
            value = inner;
        }

        return value.Arguments is [PickleReference { Id: PickleTuple { Items: ["storage", PickleGlobal storage, string key, _, long numbers, ..] } }, long offset, PickleTuple sizes, PickleTuple steps, ..]
            && Whole(sizes) is { } shape && Whole(steps) is { } strides
            ? Create(new Place(path, name, entries, $"data/{key}", KindOf(storage), numbers, offset), shape, strides)
            : null;
    }

    private static CheckpointTensor Create(Place place, List<long> shape, List<long> strides)
    {
        var count = CheckpointTensor.CountOf(shape);
        if (count is null || strides.Count != shape.Count || strides.Any(step => step < 0)) throw place.Damaged($"has the impossible shape [{string.Join(", ", shape)}]");
        List<int> sides = [.. shape.Select(side => (int)side)];
        var span = CheckpointTensor.Span(sides, strides);
        if (place.Offset < 0 || place.Numbers < 0 || span + place.Offset > place.Numbers || count > place.Numbers) throw place.Damaged("reaches beyond its storage");
        var width = StoredNumbers.Width(place.Kind);
        if (width > 0 && (Int128)place.Numbers * width > place.Entries.Length(place.Part)) throw place.Damaged("has a storage that is shorter than it says");
        return new CheckpointTensor(place.Path, place.Kind, sides, () => place.Open(width)) { Strides = IsRowMajor(sides, strides) ? null : strides };
    }

    // A dimension of one has any stride.
    private static bool IsRowMajor(List<int> shape, List<long> strides)
    {
        var step = 1L;
        for (var d = shape.Count - 1; d >= 0; d--)
        {
            if (shape[d] != 1 && strides[d] != step) return false;
            step *= shape[d];
        }

        return true;
    }

    private static List<long>? Whole(PickleTuple tuple) => tuple.Items.All(item => item is long) ? [.. tuple.Items.Cast<long>()] : null;

    private static NumberKind KindOf(PickleGlobal storage) => (storage.Module, storage.Name) switch
    {
        ("torch", "FloatStorage") => NumberKind.Single,
        ("torch", "HalfStorage") => NumberKind.Half,
        ("torch", "BFloat16Storage") => NumberKind.BFloat16,
        ("torch", "DoubleStorage") => NumberKind.Double,
        _ => NumberKind.Other,
    };

    private sealed record Place(string Path, string Name, TorchEntries Entries, string Part, NumberKind Kind, long Numbers, long Offset)
    {
        public ModelException Damaged(string what) => CheckpointError.Damaged(Path, $"its tensor {Name} {what}.");

        public Stream Open(int width)
        {
            var stream = Entries.Open(Part);
            var buffer = new byte[1 << 16];
            for (var left = Offset * width; left > 0;)
            {
                var read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (read == 0) throw new EndOfStreamException();
                left -= read;
            }

            return stream;
        }
    }
}
