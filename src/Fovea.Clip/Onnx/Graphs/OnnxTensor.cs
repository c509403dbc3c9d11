using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fovea.Clip;

/// <summary>A constant of a graph: a weight, or the value of a <c>Constant</c> node.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions; empty for a single number.</param>
/// <param name="Data">Its elements, little-endian, row-major.</param>
internal sealed record OnnxTensor(OnnxTensorType Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>How many elements it has.</summary>
    public int Count => Shape.Aggregate(1, (product, side) => checked(product * side));

    /// <summary>A tensor of fp32.</summary>
    public static OnnxTensor Of(float[] values, params IReadOnlyList<int> shape) => new(OnnxTensorType.Float, shape, Bytes(values));

    /// <summary>A tensor of half precision, rounded from fp32.</summary>
    public static OnnxTensor OfHalves(float[] values, params IReadOnlyList<int> shape)
    {
        var halves = new Half[values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(values, halves);
        return new OnnxTensor(OnnxTensorType.Float16, shape, Bytes(halves));
    }

    /// <summary>A tensor of int64.</summary>
    public static OnnxTensor Of(long[] values, params IReadOnlyList<int> shape) => new(OnnxTensorType.Int64, shape, Bytes(values));

    /// <summary>A tensor of signed bytes.</summary>
    public static OnnxTensor Of(sbyte[] values, params IReadOnlyList<int> shape) => new(OnnxTensorType.Int8, shape, Bytes(values));

    /// <summary>A tensor of bytes.</summary>
    public static OnnxTensor Of(byte[] values, params IReadOnlyList<int> shape) => new(OnnxTensorType.UInt8, shape, values);

    /// <summary>The elements as fp32; null for a type that holds no such numbers.</summary>
    public float[]? ToFloats()
    {
        var values = new float[Count];
        switch (Type)
        {
            case OnnxTensorType.Float:
                MemoryMarshal.Cast<byte, float>(Data.Span).CopyTo(values);
                return values;
            case OnnxTensorType.Float16:
                System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(Data.Span), values);
                return values;
            case OnnxTensorType.Double:
                for (var i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(Data.Span[(8 * i)..]);
                return values;
            case OnnxTensorType.Int64:
                for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt64LittleEndian(Data.Span[(8 * i)..]);
                return values;
            case OnnxTensorType.Int32:
                for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt32LittleEndian(Data.Span[(4 * i)..]);
                return values;
            default:
                return null;
        }
    }

    /// <summary>Bytes of one element; null for types whose elements are not whole bytes of one width.</summary>
    public static int? Width(OnnxTensorType type) => type switch
    {
        OnnxTensorType.UInt8 or OnnxTensorType.Int8 or OnnxTensorType.Bool => 1,
        OnnxTensorType.Float16 or OnnxTensorType.BFloat16 => 2,
        OnnxTensorType.Float or OnnxTensorType.Int32 => 4,
        OnnxTensorType.Double or OnnxTensorType.Int64 => 8,
        _ => null,
    };

    private static ReadOnlyMemory<byte> Bytes<T>(T[] values)
        where T : unmanaged => new CastMemory<T>(values).Memory;
}
