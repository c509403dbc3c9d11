using System.Buffers.Binary;

namespace Fovea.Imaging;

/// <summary>
/// The large previews that cameras append to a JPEG and list in its segment APP2 "MPF" (CIPA DC-007, 5.2): what a photo of 24 megapixels looks like
/// at 1,620 × 1,080.
/// </summary>
internal static class MultiPicture
{
    private const byte App2 = 0xE2;
    private const byte StartOfScan = 0xDA;
    private const int EntryBytes = 16;
    private const ushort EntriesTag = 0xB002;
    private const uint TypeMask = 0xFFFFFF;

    /// <summary>Types 010001 (VGA), 010002 (full HD) and later ones are large thumbnails of the photo.</summary>
    private const uint LargeThumbnail = 0x0100;

    /// <summary>A preview must save something: it has at most a quarter of the photo's pixels.</summary>
    private const int LeastGain = 4;

    private static ReadOnlySpan<byte> Signature => "MPF\0"u8;

    /// <summary>
    /// The smallest preview that will do; null when there is none, and when the file is not as the list says: the photo must end where its entry says,
    /// and each preview lie behind it, whole. An edited photo, or one that is cut off, has an entry that does not fit any more.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="willDo">Whether a preview of a width and height will do for the photo of a width and height, as stored.</param>
    public static ReadOnlyMemory<byte>? TryFind(ReadOnlyMemory<byte> file, EmbeddedSize willDo)
    {
        if (!TryFindList(file.Span, out var start, out var list, out var photo)) return null;
        if (!TiffBlock.TryOpen(list, out var block)) return null;
        foreach (var entry in block.Directory(block.FirstDirectory, out _))
        {
            if (entry.Tag == EntriesTag) return Smallest(file, start, block.Bytes(entry), list[0] == 'M', photo, willDo);
        }

        return null;
    }

    private static bool TryFindList(ReadOnlySpan<byte> jpeg, out int start, out ReadOnlySpan<byte> list, out JpegHeader photo)
    {
        start = 0;
        list = default;
        photo = default;
        var at = 2;
        while (JpegHeader.NextMarker(jpeg, ref at, out var marker, out var segment) && marker != StartOfScan)
        {
            if (JpegHeader.TryParse(marker, segment, out var header)) photo = header;
            if (marker != App2 || !segment.StartsWith(Signature) || !list.IsEmpty) continue;
            list = segment[Signature.Length..];
            start = at - list.Length;
        }

        return !list.IsEmpty && photo.IsOrdinary;
    }

    private static ReadOnlyMemory<byte>? Smallest(
        ReadOnlyMemory<byte> file, int start, ReadOnlySpan<byte> entries, bool isBigEndian, JpegHeader photo, EmbeddedSize willDo)
    {
        if (entries.Length < 2 * EntryBytes) return null;
        long end = Number(entries, 4, isBigEndian);
        if (end > file.Length || end < 4 || !file.Span[..(int)end].EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9])) return null;
        ReadOnlyMemory<byte>? best = null;
        var pixels = Pixels(photo) / LeastGain;
        for (var at = EntryBytes; at + EntryBytes <= entries.Length; at += EntryBytes)
        {
            if ((Number(entries, at, isBigEndian) & TypeMask) >> 8 != LargeThumbnail) continue;
            var (length, offset) = ((long)Number(entries, at + 4, isBigEndian), start + (long)Number(entries, at + 8, isBigEndian));
            if (offset < end || offset > file.Length || length > file.Length - offset) continue;
            var preview = file.Slice((int)offset, (int)length);
            if (!RawPreview.TryMeasure(preview.Span, out _, out var header) || Pixels(header) > pixels) continue;
            if (!willDo(header.Width, header.Height, photo.Width, photo.Height)) continue;
            (best, pixels) = (preview, Pixels(header));
        }

        return best;
    }

    private static long Pixels(JpegHeader header) => (long)header.Width * header.Height;

    private static uint Number(ReadOnlySpan<byte> entries, int at, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(entries[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(entries[at..]);
}
