namespace Fovea.Imaging;

/// <summary>EXIF's GPS directory.</summary>
internal static class GpsDirectory
{
    /// <summary>The place; null when it is incomplete, out of range, or 0°, 0°, which stands for "no fix" in practice.</summary>
    public static GeoPoint? Read(TiffBlock block, long offset)
    {
        double? latitude = null, longitude = null, altitude = null;
        bool south = false, west = false, below = false;
        foreach (var entry in block.Directory(offset, out _))
        {
            switch (entry.Tag)
            {
                case 1: south = Letter(block, entry) == 'S'; break;
                case 2: latitude = Degrees(block, entry); break;
                case 3: west = Letter(block, entry) == 'W'; break;
                case 4: longitude = Degrees(block, entry); break;
                case 5: below = block.Integer(entry) is 1 or '1'; break;
                case 6: altitude = block.Rational(entry); break;
            }
        }

        if (latitude is not { } lat || longitude is not { } lon) return null;
        if (altitude is { } metres) altitude = below ? -Math.Abs(metres) : metres;
        return Checked(south ? -lat : lat, west ? -lon : lon, altitude);
    }

    /// <summary>A place when its numbers make sense; an altitude that makes none is dropped.</summary>
    public static GeoPoint? Checked(double latitude, double longitude, double? altitude)
    {
        if (!(Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180) || (latitude == 0 && longitude == 0)) return null;
        return new GeoPoint(latitude, longitude, altitude is >= -12_000 and <= 100_000 ? altitude : null);
    }

    private static char Letter(TiffBlock block, in TiffEntry entry) =>
        block.Bytes(entry) is [var first, ..] ? char.ToUpperInvariant((char)first) : '\0';

    // Degrees, minutes, seconds; some programs write fewer than three, or 0/0 for those they do not use.
    private static double? Degrees(TiffBlock block, in TiffEntry entry)
    {
        if (block.Rational(entry) is not { } degrees || degrees < 0) return null;
        var minutes = block.Rational(entry, 1) ?? 0;
        var seconds = block.Rational(entry, 2) ?? 0;
        return minutes is < 0 or > 60 || seconds is < 0 or > 60 ? null : degrees + (minutes / 60) + (seconds / 3600);
    }
}
