using System.Buffers.Binary;

namespace Fovea.Imaging;

/// <summary>A box of ISO's base media format (ISO 14496-12, 4.2): a type of four letters and its content.</summary>
/// <param name="type">The four letters.</param>
/// <param name="whole">Header and content.</param>
/// <param name="content">The content; of a full box with version and flags.</param>
internal readonly ref struct Box(ReadOnlySpan<byte> type, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> content)
{
    public ReadOnlySpan<byte> Type { get; } = type;

    public ReadOnlySpan<byte> Whole { get; } = whole;

    public ReadOnlySpan<byte> Content { get; } = content;

    /// <summary>Takes the first box off the bytes; false at the end and at a box that does not fit.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> bytes, out Box box)
    {
        box = default;
        if (bytes.Length < 8) return false;
        long size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var header = 8;
        if (size == 0) size = bytes.Length;
        if (size == 1)
        {
            if (bytes.Length < 16) return false;
            (size, header) = (BinaryPrimitives.ReadInt64BigEndian(bytes[8..]), 16);
        }

        if (size < header || size > bytes.Length) return false;
        var whole = bytes[..(int)size];
        box = new Box(whole.Slice(4, 4), whole, whole[header..]);
        bytes = bytes[(int)size..];
        return true;
    }

    /// <summary>The first box of a type; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> type, out Box box)
    {
        var rest = bytes;
        while (TryTake(ref rest, out box))
        {
            if (box.Type.SequenceEqual(type)) return true;
        }

        return false;
    }
}
