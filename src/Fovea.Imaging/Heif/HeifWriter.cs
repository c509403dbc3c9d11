using System.Buffers.Binary;
using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Writes one coded picture as a HEIF file of its own, with the properties it had.</summary>
internal static class HeifWriter
{
    private static readonly string[] Copied = ["hvcC", "av1C", "ispe", "colr", "pixi", "pasp", "irot", "imir"];

    /// <summary>The file; null when the picture has an essential property that is not known here.</summary>
    public static byte[]? TryWrite(HeifMeta meta, HeifItem item, byte[] data, MagickFormat coder)
    {
        var properties = new List<byte[]>();
        var associations = new List<byte>();
        foreach (var (number, isEssential) in item.Properties)
        {
            if (number < 1 || number > meta.Properties.Count || properties.Count > 60) return null;
            var box = meta.Properties[number - 1];
            if (Array.IndexOf(Copied, System.Text.Encoding.Latin1.GetString(box, 4, 4)) < 0)
            {
                if (isEssential) return null;
                continue;
            }

            properties.Add(box);
            associations.Add((byte)(properties.Count | (isEssential ? 0x80 : 0)));
        }

        var brand = coder == MagickFormat.Avif ? "avif"u8 : "heic"u8;
        byte[] start = Of("ftyp"u8, [.. brand, 0, 0, 0, 0, .. "mif1"u8, .. brand]);
        byte[] itemType = System.Text.Encoding.Latin1.GetBytes(item.Type);

        // The place of the data depends on the length of what comes before, which does not depend on the place.
        var length = start.Length + Meta(0).Length + 8;
        return [.. start, .. Meta(length), .. Of("mdat"u8, data)];

        byte[] Meta(int place) => Full("meta"u8, 0,
        [
            .. Full("hdlr"u8, 0, [0, 0, 0, 0, .. "pict"u8, .. new byte[13]]),
            .. Full("pitm"u8, 0, [0, 1]),
            .. Full("iinf"u8, 0, [0, 1, .. Full("infe"u8, 2, [0, 1, 0, 0, .. itemType, 0])]),
            .. Of("iprp"u8,
            [
                .. Of("ipco"u8, [.. properties.SelectMany(box => box)]),
                .. Full("ipma"u8, 0, [0, 0, 0, 1, 0, 1, (byte)associations.Count, .. associations]),
            ]),
            .. Full("iloc"u8, 0, [0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1, .. Number(place), .. Number(data.Length)]),
        ]);
    }

    private static byte[] Full(ReadOnlySpan<byte> type, byte version, byte[] content) => Of(type, [version, 0, 0, 0, .. content]);

    private static byte[] Of(ReadOnlySpan<byte> type, byte[] content) => [.. Number(content.Length + 8), .. type, .. content];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
