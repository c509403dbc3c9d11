namespace Fovea.Engine.Desktop;

/// <summary>
/// Names that make a desktop show a file. A photo is known by its content, and one that is called "holiday.bat" could be started as a program.
/// </summary>
internal static class PictureExtensions
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".png", ".apng", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".dib", ".heic", ".heif", ".hif", ".avif", ".jxl",
        ".jp2", ".j2k", ".jpf", ".jpx", ".psd", ".psb", ".tga", ".pcx", ".pbm", ".pgm", ".ppm", ".pnm", ".pam", ".pfm", ".exr", ".hdr", ".qoi", ".ico", ".xcf", ".mpo",
    };

    /// <summary>Whether a file's name ends as that of a picture does, in whatever case.</summary>
    public static bool Has(string name) => Extensions.Contains(Path.GetExtension(name)) || RawExtensions.IsRaw(name);
}
