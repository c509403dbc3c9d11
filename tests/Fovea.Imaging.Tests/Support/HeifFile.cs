using System.Buffers.Binary;
using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>An AVIF file of a test's own making: a photo of two tiles, and a thumbnail beside it, laid out as phones lay out HEIC.</summary>
internal sealed class HeifFile
{
    private static readonly string[] Kept = ["av1C", "ispe", "pixi", "colr"];

    /// <summary>The photo's width in pixels; it is three quarters as high.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Whether the photo is a grid; else it is one picture of half the width.</summary>
    public bool IsGrid { get; init; } = true;

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
        var height = Width * 3 / 4;
        var (tile, tileBoxes) = Take(Pictures.Encode(Width / 2, height, MagickFormat.Avif));
        var (thumbnail, thumbnailBoxes) = Take(Thumbnail);
        byte[] size = Box("ispe"u8, [0, 0, 0, 0, .. Number(Width), .. Number(height)]);
        byte[][] photoBoxes = IsGrid ? [size, .. PhotoProperties] : [.. tileBoxes, .. PhotoProperties];
        byte[] photo = IsGrid ? [0, 0, 0, 1, (byte)(Width >> 8), (byte)Width, (byte)(height >> 8), (byte)height] : tile;
        thumbnailBoxes = [.. thumbnailBoxes, .. ThumbnailProperties];
        byte[] start = Box("ftyp"u8, [.. "avif"u8, 0, 0, 0, 0, .. "mif1"u8, .. "avif"u8]);
        var at = start.Length + Meta(0).Length + 8;
        return [.. start, .. Meta(at), .. Box("mdat"u8, [.. thumbnail, .. photo, .. tile])];

        byte[] Meta(int place) => Full("meta"u8, 0,
        [
            .. Full("hdlr"u8, 0, [0, 0, 0, 0, .. "pict"u8, .. new byte[13]]),
            .. Full("pitm"u8, 0, [0, 1]),
            .. Full("iinf"u8, 0, [0, 4, .. Entry(1, IsGrid ? "grid" : "av01"), .. Entry(2, "av01"), .. Entry(3, "av01"), .. Entry(4, "av01")]),
            .. Full("iref"u8, 0,
            [
                .. Box(System.Text.Encoding.ASCII.GetBytes(Reference), 0, 2, 0, 1, 0, 1),
                .. IsGrid ? Box("dimg"u8, 0, 1, 0, 2, 0, 3, 0, 4) : [],
            ]),
            .. Box("iprp"u8,
            [
                .. Box("ipco"u8, [.. photoBoxes.Concat(thumbnailBoxes).Concat(tileBoxes).SelectMany(box => box)]),
                .. Full("ipma"u8, 0,
                [
                    0, 0, 0, 4,
                    0, 1, .. Numbers(1, photoBoxes.Length),
                    0, 2, .. Numbers(1 + photoBoxes.Length, thumbnailBoxes.Length),
                    0, 3, .. Numbers(1 + photoBoxes.Length + thumbnailBoxes.Length, tileBoxes.Length),
                    0, 4, .. Numbers(1 + photoBoxes.Length + thumbnailBoxes.Length, tileBoxes.Length),
                ]),
            ]),
            .. Full("iloc"u8, 0,
            [
                0x44, 0, 0, 4,
                .. Place(1, place + thumbnail.Length, photo.Length),
                .. Place(2, place, thumbnail.Length),
                .. Place(3, place + thumbnail.Length + photo.Length, tile.Length),
                .. Place(4, place + thumbnail.Length + photo.Length, tile.Length),
            ]),
        ]);
    }

    private static byte[] Entry(byte id, string type) => Full("infe"u8, 2, [0, id, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(type), 0]);

    private static byte[] Place(byte id, int offset, int length) => [0, id, 0, 0, 0, 1, .. Number(offset), .. Number(length)];

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
