using System.Buffers.Binary;

namespace Fovea.Imaging;

/// <summary>Reads big-endian numbers from bytes that are not to be trusted: past the end every number is 0 and <see cref="IsShort"/> is set.</summary>
internal ref struct BigEndianReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>What has not been read.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    /// <summary>Whether more was read than there was.</summary>
    public bool IsShort { get; private set; }

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16BigEndian(two) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadUInt32BigEndian(four) : 0;

    /// <summary>A number of 0, 2, 4 or 8 bytes; any other size, and a number no offset can have, is read as none at all.</summary>
    public long Number(int size)
    {
        switch (size)
        {
            case 0: return 0;
            case 2: return UInt16();
            case 4: return UInt32();
            case 8 when Take(8) is { Length: 8 } eight && BinaryPrimitives.ReadInt64BigEndian(eight) is >= 0 and var value: return value;
            default:
                IsShort = true;
                return 0;
        }
    }

    /// <summary>The next bytes; none when there are not so many.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Rest.Length)
        {
            IsShort = true;
            Rest = default;
            return default;
        }

        var taken = Rest[..count];
        Rest = Rest[count..];
        return taken;
    }
}
