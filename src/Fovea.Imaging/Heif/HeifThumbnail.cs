using System.Buffers.Binary;
using ImageMagick;

namespace Fovea.Imaging;

/// <summary>
/// The small copy that phones put into a HEIC or AVIF file beside the photo (a reference "thmb" to the primary item), taken out as a file of
/// its own. A photo of 12 megapixels takes the codec a hundred times as long.
/// </summary>
/// <remarks>
/// Only where the photo is a grid of tiles, as phones write it. Programs that convert pictures write one large item and, with libheif, a thumbnail
/// of every n-th pixel: vectors of those were measured to be too far away.
/// </remarks>
internal static class HeifThumbnail
{
    private const int MaxBytes = 8 << 20;

    /// <summary>
    /// The smallest thumbnail that is large enough and shows what the photo shows, as a file; null when there is none. A photo that is not wholly in the
    /// file (cut off), is no grid, has transparency, or is cropped by a property, is never stood for.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="coder">Its codec.</param>
    /// <param name="isLargeEnough">Whether an upright thumbnail of a width and height will do for an upright photo of a width and height.</param>
    public static byte[]? TryTake(ReadOnlySpan<byte> file, MagickFormat coder, EmbeddedSize isLargeEnough)
    {
        if (!HeifMeta.TryRead(file, out var meta) || meta.Find(meta.Primary) is not { } photo || !IsWholeGrid(meta, photo, file.Length) || HasAlpha(meta)) return null;
        if (Turned.Read(meta, photo) is not { } full) return null;
        byte[]? best = null;
        var pixels = long.MaxValue;
        foreach (var (type, from, to) in meta.References)
        {
            if (type != "thmb" || to != meta.Primary || meta.Find(from) is not { } item || item.Type != CodecOf(coder)) continue;
            if (Turned.Read(meta, item) is not { } small || small.Turn != full.Turn || small.Mirror != full.Mirror) continue;
            if (!isLargeEnough(small.Width, small.Height, full.Width, full.Height) || (long)small.Width * small.Height >= pixels) continue;
            if (Bytes(file, item) is not { } data || HeifWriter.TryWrite(meta, item, data, coder) is not { } written) continue;
            (best, pixels) = (written, (long)small.Width * small.Height);
        }

        return best;
    }

    private static string CodecOf(MagickFormat coder) => coder == MagickFormat.Avif ? "av01" : "hvc1";

    // A grid lies where its tiles lie; its own bytes, often in a box apart, say only how they are laid.
    private static bool IsWholeGrid(HeifMeta meta, HeifItem photo, long length)
    {
        var tiles = 0;
        foreach (var (type, from, to) in meta.References)
        {
            if (type != "dimg" || from != meta.Primary) continue;
            if (meta.Find(to) is not { } tile || !LiesIn(tile, length)) return false;
            tiles++;
        }

        return photo.Type == "grid" && tiles > 0;
    }

    private static bool LiesIn(HeifItem item, long length) =>
        item.IsPlaced && item.Extents.TrueForAll(e => e.Length > 0 && e.Offset <= length && e.Length <= length - e.Offset);

    private static bool HasAlpha(HeifMeta meta)
    {
        foreach (var (type, from, to) in meta.References)
        {
            if (type != "auxl" || to != meta.Primary || meta.Find(from) is not { } item) continue;
            var property = meta.Property(item, "auxC"u8);
            if (property.IndexOf("urn:mpeg:hevc:2015:auxid:1"u8) >= 0 || property.IndexOf(":auxiliary:alpha"u8) >= 0) return true;
        }

        return false;
    }

    private static byte[]? Bytes(ReadOnlySpan<byte> file, HeifItem item)
    {
        if (!LiesIn(item, file.Length)) return null;
        var total = item.Extents.Sum(e => e.Length);
        if (total > MaxBytes) return null;
        var bytes = new byte[total];
        var at = 0;
        foreach (var (offset, length) in item.Extents)
        {
            file.Slice((int)offset, (int)length).CopyTo(bytes.AsSpan(at));
            at += (int)length;
        }

        return bytes;
    }

    /// <summary>The upright size of a picture, and how it is turned (irot, quarter turns) and mirrored (imir; −1: not).</summary>
    private sealed record Turned(int Width, int Height, int Turn, int Mirror)
    {
        public static Turned? Read(HeifMeta meta, HeifItem item)
        {
            var size = meta.Property(item, "ispe"u8);
            if (size.Length != 20 || !meta.Property(item, "clap"u8).IsEmpty) return null;
            var width = BinaryPrimitives.ReadUInt32BigEndian(size[12..]);
            var height = BinaryPrimitives.ReadUInt32BigEndian(size[16..]);
            if (width is 0 or > 1_000_000 || height is 0 or > 1_000_000) return null;
            var turn = meta.Property(item, "irot"u8) is { Length: 9 } rotation ? rotation[8] & 3 : 0;
            var mirror = meta.Property(item, "imir"u8) is { Length: 9 } axis ? axis[8] & 1 : -1;
            return turn % 2 == 0 ? new((int)width, (int)height, turn, mirror) : new((int)height, (int)width, turn, mirror);
        }
    }
}
