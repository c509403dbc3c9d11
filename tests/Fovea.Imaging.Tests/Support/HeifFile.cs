using System.Buffers.Binary;
using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>An AVIF file of a test's own making: a photo, and a thumbnail beside it, laid out as phones lay out HEIC.</summary>
internal sealed class HeifFile
{
    private static readonly string[] Kept = ["av1C", "ispe", "pixi", "colr"];

    /// <summary>The photo: the flag.</summary>
    public byte[] Photo { get; init; } = Pictures.Encode(640, 480, MagickFormat.Avif);

    /// <summary>The thumbnail: white, so that it shows which was decoded.</summary>
    public byte[] Thumbnail { get; init; } = White(320, 240);

    /// <summary>Properties of the photo and of the thumbnail beside their own, as whole boxes.</summary>
    public byte[][] PhotoProperties { get; init; } = [];

    /// <inheritdoc cref="PhotoProperties" />
    public byte[][] ThumbnailProperties { get; init; } = [];

    /// <summary>How the second item is bound to the first.</summary>
    public string Reference { get; init; } = "thmb";

    public static byte[] White(int width, int height)
    {
        using var image = Pictures.Flag(width, height);
        image.Colorize(MagickColors.White, new Percentage(100));
        return image.ToByteArray(MagickFormat.Avif);
    }

    public static byte[] Box(ReadOnlySpan<byte> type, params byte[] content) => [.. Number(content.Length + 8), .. type, .. content];

    /// <summary>The file; its last bytes are the photo's, those before them the thumbnail's.</summary>
    public byte[] ToBytes()
    {
        var (photo, photoBoxes) = Take(Photo);
        var (thumbnail, thumbnailBoxes) = Take(Thumbnail);
        photoBoxes = [.. photoBoxes, .. PhotoProperties];
        thumbnailBoxes = [.. thumbnailBoxes, .. ThumbnailProperties];
        byte[] start = Box("ftyp"u8, [.. "avif"u8, 0, 0, 0, 0, .. "mif1"u8, .. "avif"u8]);
        var at = start.Length + Meta(0).Length + 8;
        return [.. start, .. Meta(at), .. Box("mdat"u8, [.. thumbnail, .. photo])];

        byte[] Meta(int place) => Full("meta"u8, 0,
        [
            .. Full("hdlr"u8, 0, [0, 0, 0, 0, .. "pict"u8, .. new byte[13]]),
            .. Full("pitm"u8, 0, [0, 1]),
            .. Full("iinf"u8, 0, [0, 2, .. Full("infe"u8, 2, [0, 1, 0, 0, .. "av01"u8, 0]), .. Full("infe"u8, 2, [0, 2, 0, 0, .. "av01"u8, 0])]),
            .. Full("iref"u8, 0, Box(System.Text.Encoding.ASCII.GetBytes(Reference), 0, 2, 0, 1, 0, 1)),
            .. Box("iprp"u8,
            [
                .. Box("ipco"u8, [.. photoBoxes.Concat(thumbnailBoxes).SelectMany(box => box)]),
                .. Full("ipma"u8, 0, [0, 0, 0, 2, 0, 1, .. Numbers(1, photoBoxes.Length), 0, 2, .. Numbers(1 + photoBoxes.Length, thumbnailBoxes.Length)]),
            ]),
            .. Full("iloc"u8, 0,
            [
                0x44, 0, 0, 2,
                0, 1, 0, 0, 0, 1, .. Number(place + thumbnail.Length), .. Number(photo.Length),
                0, 2, 0, 0, 0, 1, .. Number(place), .. Number(thumbnail.Length),
            ]),
        ]);
    }

    private static byte[] Numbers(int first, int count) => [(byte)count, .. Enumerable.Range(first, count).Select(n => (byte)n)];

    private static byte[] Full(ReadOnlySpan<byte> type, byte version, byte[] content) => Box(type, [version, 0, 0, 0, .. content]);

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static (byte[] Data, byte[][] Properties) Take(byte[] file)
    {
        Assert.True(HeifMeta.TryRead(file, out var meta));
        var item = meta.Find(meta.Primary)!;
        var data = item.Extents.SelectMany(e => file.AsSpan((int)e.Offset, (int)e.Length).ToArray()).ToArray();
        return (data, [.. meta.Properties.Where(box => Array.IndexOf(Kept, System.Text.Encoding.ASCII.GetString(box, 4, 4)) >= 0)]);
    }
}
