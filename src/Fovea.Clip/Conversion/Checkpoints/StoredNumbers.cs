using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Fovea.Clip;

/// <summary>Turns stored numbers into fp32.</summary>
internal static class StoredNumbers
{
    private const int BufferSize = 1 << 20;

    /// <summary>Bytes of one number; 0 for a kind that is not read.</summary>
    public static int Width(NumberKind kind) => kind switch
    {
        NumberKind.Half or NumberKind.BFloat16 => 2,
        NumberKind.Single => 4,
        NumberKind.Double => 8,
        _ => 0,
    };

    /// <summary>Reads as many numbers as <paramref name="values"/> holds, in pieces: no second copy of a tensor is in memory.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Read(Stream stream, NumberKind kind, Span<float> values)
    {
        var width = Width(kind);
        var buffer = new byte[Math.Min(BufferSize, (long)values.Length * width)];
        while (values.Length > 0)
        {
            var count = Math.Min(values.Length, buffer.Length / width);
            stream.ReadExactly(buffer, 0, count * width);
            Decode(buffer.AsSpan(0, count * width), kind, values[..count]);
            values = values[count..];
        }
    }

    private static void Decode(ReadOnlySpan<byte> bytes, NumberKind kind, Span<float> values)
    {
        switch (kind)
        {
            case NumberKind.Single:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case NumberKind.Half:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case NumberKind.BFloat16:
                var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < values.Length; i++) values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
                break;
            default:
                for (var i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
        }
    }
}
