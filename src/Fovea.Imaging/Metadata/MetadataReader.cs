namespace Fovea.Imaging;

/// <summary>Puts together what a file says about itself. Never throws: a damaged block never costs the photo.</summary>
internal static class MetadataReader
{
    /// <summary>Reads the blocks of a file.</summary>
    /// <param name="format">The format found by content.</param>
    /// <param name="width">Width of the upright picture in pixels.</param>
    /// <param name="height">Height of the upright picture in pixels.</param>
    /// <param name="source">The blocks.</param>
    public static PhotoMetadata Read(PhotoFormat format, int width, int height, MetadataSource source)
    {
        var exif = (source.Exif ?? []).Select(block => ExifData.Read(block.Span)).ToList();
        var packet = source.Xmp.IsEmpty ? exif.Find(e => e.Xmp.Length > 0)?.Xmp ?? [] : source.Xmp;
        var xmp = XmpData.Read(packet);
        return new PhotoMetadata
        {
            Format = format,
            Width = width,
            Height = height,
            TakenAt = First(exif, e => e.Original.Parse(TakenAtSource.ExifOriginal))
                ?? First(exif, e => e.Digitized.Parse(TakenAtSource.ExifDigitized))
                ?? xmp.TakenAt
                ?? IptcData.TakenAt(source.Iptc.Span)
                ?? First(exif, e => e.Modified.Parse(TakenAtSource.ExifModified)),
            CameraMake = exif.Select(e => e.Make).FirstOrDefault(v => v is not null) ?? xmp.Make,
            CameraModel = exif.Select(e => e.Model).FirstOrDefault(v => v is not null) ?? xmp.Model,
            Lens = exif.Select(e => e.Lens).FirstOrDefault(v => v is not null) ?? xmp.Lens,
            Location = First(exif, e => e.Location) ?? xmp.Location,
            Rating = xmp.Rating ?? First(exif, e => e.Rating is >= 0 and <= 5 ? e.Rating : null),
        };
    }

    private static T? First<T>(List<ExifData> blocks, Func<ExifData, T?> read)
        where T : struct
    {
        foreach (var block in blocks)
        {
            if (read(block) is { } value) return value;
        }

        return null;
    }
}
