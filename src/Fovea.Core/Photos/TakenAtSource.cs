namespace Fovea;

/// <summary>Where <see cref="TakenAt"/> comes from, most trusted first. The numbers are stored: never change or reuse one.</summary>
public enum TakenAtSource
{
    /// <summary>EXIF DateTimeOriginal: when the shutter opened.</summary>
    ExifOriginal = 1,

    /// <summary>EXIF DateTimeDigitized.</summary>
    ExifDigitized = 2,

    /// <summary>XMP (photoshop:DateCreated, xmp:CreateDate) or IPTC.</summary>
    Xmp = 3,

    /// <summary>EXIF DateTime: when the file was last changed by software.</summary>
    ExifModified = 4,

    /// <summary>The file's own modification time; only a guess.</summary>
    FileModified = 5,
}
