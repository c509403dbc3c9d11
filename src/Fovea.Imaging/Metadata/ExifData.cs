namespace Fovea.Imaging;

/// <summary>The EXIF fields that matter here, as the file has them. EXIF 2.32 (CIPA DC-008), tags in hexadecimal.</summary>
internal sealed class ExifData
{
    private const int MaxDirectories = 16;

    /// <summary>Tag 112.</summary>
    public int? Orientation { get; private set; }

    /// <summary>Tag 10F.</summary>
    public string? Make { get; private set; }

    /// <summary>Tag 110, or DNG's UniqueCameraModel C614.</summary>
    public string? Model { get; private set; }

    /// <summary>Tag A434, or Adobe's tag FDEA.</summary>
    public string? Lens { get; private set; }

    /// <summary>Tag 4746 (Windows).</summary>
    public int? Rating { get; private set; }

    /// <summary>Tags 9003, 9291, 9011.</summary>
    public ExifTime Original { get; private set; }

    /// <summary>Tags 9004, 9292, 9012.</summary>
    public ExifTime Digitized { get; private set; }

    /// <summary>Tags 132, 9290, 9010.</summary>
    public ExifTime Modified { get; private set; }

    /// <summary>Directory 8825.</summary>
    public GeoPoint? Location { get; private set; }

    /// <summary>The largest size in pixels that any directory names, as stored.</summary>
    public (int Width, int Height) Size { get; private set; }

    /// <summary>Tag 2BC: an XMP packet inside of a TIFF.</summary>
    public byte[] Xmp { get; private set; } = [];

    /// <summary>Reads a TIFF structure. Never throws; what is damaged is absent.</summary>
    public static ExifData Read(ReadOnlySpan<byte> tiff)
    {
        var data = new ExifData();
        if (TiffBlock.TryOpen(StripPrefix(tiff), out var block)) data.ReadDirectories(block);
        return data;
    }

    private static ReadOnlySpan<byte> StripPrefix(ReadOnlySpan<byte> bytes) => bytes.StartsWith("Exif\0\0"u8) ? bytes[6..] : bytes;

    private void ReadDirectories(TiffBlock block)
    {
        ReadFields(block, block.FirstDirectory, out var others);
        foreach (var (tag, offset) in others)
        {
            if (tag == 0x8825) Location = GpsDirectory.Read(block, offset);
            else ReadFields(block, offset, out _);
        }
    }

    private void ReadFields(TiffBlock block, long offset, out List<(ushort Tag, long Offset)> others)
    {
        others = [];
        int width = 0, height = 0;
        foreach (var entry in block.Directory(offset, out _))
        {
            switch (entry.Tag)
            {
                case 0x100 or 0xA002: width = Side(block.Integer(entry)); break;
                case 0x101 or 0xA003: height = Side(block.Integer(entry)); break;
                case 0x112: Orientation ??= (int?)block.Integer(entry); break;
                case 0x10F: Make ??= ExifText.Clean(block.Bytes(entry)); break;
                case 0x110 or 0xC614: Model ??= ExifText.Clean(block.Bytes(entry)); break;
                case 0xA434 or 0xFDEA: Lens ??= ExifText.Clean(block.Bytes(entry)); break;
                case 0x4746: Rating ??= (int?)block.Integer(entry); break;
                case 0x132: Modified = Modified with { Text = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9003: Original = Original with { Text = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9004: Digitized = Digitized with { Text = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9290: Modified = Modified with { Fraction = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9291: Original = Original with { Fraction = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9292: Digitized = Digitized with { Fraction = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9010: Modified = Modified with { Offset = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9011: Original = Original with { Offset = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x9012: Digitized = Digitized with { Offset = ExifText.Clean(block.Bytes(entry)) }; break;
                case 0x2BC: Xmp = block.Bytes(entry).ToArray(); break;
                case 0x8769 or 0x8825 when others.Count < MaxDirectories && block.Integer(entry) is { } at: others.Add((entry.Tag, at)); break;
                case 0x14A:
                    for (var i = 0; i < entry.Count && others.Count < MaxDirectories; i++) others.Add((entry.Tag, block.Integer(entry, i) ?? 0));
                    break;
            }
        }

        if ((long)width * height > (long)Size.Width * Size.Height) Size = (width, height);
    }

    private static int Side(long? value) => value is > 0 and <= 1_000_000 ? (int)value : 0;
}
