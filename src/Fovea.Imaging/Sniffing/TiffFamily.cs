using ImageMagick;

namespace Fovea.Imaging;

/// <summary>TIFF, and the RAW formats: most of these are TIFF files whose directories say that they hold a sensor's values.</summary>
internal static class TiffFamily
{
    private const int MaxDirectories = 16;

    public static FileContent? Sniff(string extension, ReadOnlySpan<byte> b)
    {
        if (b.StartsWith("FUJIFILMCCD-RAW"u8)) return Raw(MagickFormat.Raf, "Fujifilm RAW");
        if (b.StartsWith("IIRO"u8) || b.StartsWith("IIRS"u8) || b.StartsWith("MMOR"u8)) return Raw(MagickFormat.Orf, "Olympus RAW");
        if (b.StartsWith("IIU\0"u8)) return Raw(MagickFormat.Rw2, "Panasonic RAW");
        if (b.Length > 14 && b[6..].StartsWith("HEAPCCDR"u8)) return Raw(MagickFormat.Crw, "Canon RAW");
        if (b.StartsWith("FOVb"u8)) return Raw(MagickFormat.X3f, "Sigma RAW");
        if (b.StartsWith("\0MRM"u8)) return Raw(MagickFormat.Mrw, "Minolta RAW");
        if (!(b.StartsWith("II*\0"u8) || b.StartsWith("MM\0*"u8) || b.StartsWith("II+\0"u8) || b.StartsWith("MM\0+"u8))) return null;
        if (b.Length > 10 && b[8..].StartsWith("CR"u8)) return Raw(MagickFormat.Cr2, "Canon RAW");
        if (b.Length > 12 && b[8..].StartsWith("IIII"u8)) return Raw(MagickFormat.Iiq, "Phase One RAW");
        return TiffBlock.TryOpen(b, out var tiff) && RawCoder(tiff, extension) is { } coder
            ? Raw(coder, coder == MagickFormat.Dng ? "DNG" : "camera RAW")
            : new FileContent(PhotoFormat.Tiff, MagickFormat.Tiff, "TIFF");
    }

    private static FileContent Raw(MagickFormat coder, string what) => new(PhotoFormat.Raw, coder, what);

    private static MagickFormat? RawCoder(TiffBlock tiff, string extension)
    {
        string? make = null;
        var sensorValues = false;
        var isDng = false;
        var reduced = false;
        var pending = new Queue<long>([tiff.FirstDirectory]);
        var next = 0L;
        for (var seen = 0; pending.TryDequeue(out var offset) && seen < MaxDirectories; seen++)
        {
            foreach (var entry in tiff.Directory(offset, out next))
            {
                switch (entry.Tag)
                {
                    case 0xFE when seen == 0:
                        reduced = (tiff.Integer(entry) & 1) == 1;
                        break;
                    case 0x10F:
                        make ??= ExifText.Clean(tiff.Bytes(entry));
                        break;
                    case 0x103 when tiff.Integer(entry) is 34713 or 32767 or 32770 or 65535 or 65000 or 34892:
                    case 0x106 when tiff.Integer(entry) is 32803 or 34892:
                        sensorValues = true;
                        break;
                    case 0x14A:
                        for (var i = 0; i < Math.Min(entry.Count, MaxDirectories); i++) pending.Enqueue(tiff.Integer(entry, i) ?? 0);
                        break;
                    case 0xC612:
                        isDng = true;
                        break;
                }
            }

            if (next != 0) pending.Enqueue(next);
        }

        if (isDng) return MagickFormat.Dng;
        var named = FileNames.RawCoder(extension);
        return sensorValues ? named ?? CoderOf(make) : reduced && make is not null ? named : null;
    }

    // LibRaw reads them all alike; the name only has to be one of its coders.
    private static MagickFormat CoderOf(string? make) => make?.Split(' ')[0].ToUpperInvariant() switch
    {
        "NIKON" => MagickFormat.Nef,
        "SONY" => MagickFormat.Arw,
        "CANON" => MagickFormat.Cr2,
        "PENTAX" or "RICOH" => MagickFormat.Pef,
        "SAMSUNG" => MagickFormat.Srw,
        "EPSON" or "SEIKO" => MagickFormat.Erf,
        "HASSELBLAD" => MagickFormat.ThreeFr,
        "EASTMAN" or "KODAK" => MagickFormat.Dcr,
        _ => MagickFormat.Dng,
    };
}
