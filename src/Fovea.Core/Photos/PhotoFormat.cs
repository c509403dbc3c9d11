namespace Fovea;

/// <summary>What a file is by its content. The numbers are stored: never change or reuse one.</summary>
public enum PhotoFormat
{
    /// <summary>Not a picture that Fovea knows.</summary>
    Unknown = 0,

    /// <summary>JPEG (ISO 10918).</summary>
    Jpeg = 1,

    /// <summary>PNG.</summary>
    Png = 2,

    /// <summary>GIF; the first frame is used.</summary>
    Gif = 3,

    /// <summary>WebP.</summary>
    WebP = 4,

    /// <summary>TIFF; the first page is used.</summary>
    Tiff = 5,

    /// <summary>Windows or OS/2 bitmap.</summary>
    Bmp = 6,

    /// <summary>HEIF with HEVC (HEIC) or another codec.</summary>
    Heif = 7,

    /// <summary>AVIF.</summary>
    Avif = 8,

    /// <summary>JPEG XL.</summary>
    JpegXl = 9,

    /// <summary>Photoshop; the merged picture is used.</summary>
    Psd = 10,

    /// <summary>JPEG 2000, as a code stream or in JP2.</summary>
    Jpeg2000 = 11,

    /// <summary>Raw camera data, read through its embedded preview.</summary>
    Raw = 12,

    /// <summary>Any other raster format that the decoder library reads safely (PNM, ICO, TGA, PCX, …).</summary>
    OtherRaster = 13,
}
