using System.Buffers.Binary;

namespace Fovea;

/// <summary>
/// XXH128 of a file's bytes (https://xxhash.com): tells that a file at a new path is a photo already known. Not a defence
/// against somebody who builds two files with one hash on purpose: those two would share one vector, and nothing else is lost.
/// </summary>
public readonly record struct ContentHash(UInt128 Value)
{
    /// <summary>The hash as 16 bytes, big-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 16 bytes.</exception>
    public static ContentHash FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
