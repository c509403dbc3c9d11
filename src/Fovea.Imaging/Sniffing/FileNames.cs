using System.Collections.Frozen;
using ImageMagick;

namespace Fovea.Imaging;

/// <summary>What a file's name claims.</summary>
public static class FileNames
{
    private static readonly FrozenDictionary<string, MagickFormat> RawCoders = new Dictionary<string, MagickFormat>
    {
        ["dng"] = MagickFormat.Dng,
        ["cr2"] = MagickFormat.Cr2,
        ["cr3"] = MagickFormat.Cr3,
        ["crw"] = MagickFormat.Crw,
        ["nef"] = MagickFormat.Nef,
        ["nrw"] = MagickFormat.Nrw,
        ["arw"] = MagickFormat.Arw,
        ["srf"] = MagickFormat.Srf,
        ["sr2"] = MagickFormat.Sr2,
        ["raf"] = MagickFormat.Raf,
        ["orf"] = MagickFormat.Orf,
        ["rw2"] = MagickFormat.Rw2,
        ["rwl"] = MagickFormat.Rwl,
        ["raw"] = MagickFormat.Rw2,
        ["pef"] = MagickFormat.Pef,
        ["srw"] = MagickFormat.Srw,
        ["x3f"] = MagickFormat.X3f,
        ["erf"] = MagickFormat.Erf,
        ["kdc"] = MagickFormat.Kdc,
        ["dcr"] = MagickFormat.Dcr,
        ["k25"] = MagickFormat.K25,
        ["mrw"] = MagickFormat.Mrw,
        ["mef"] = MagickFormat.Mef,
        ["mos"] = MagickFormat.Mos,
        ["iiq"] = MagickFormat.Iiq,
        ["3fr"] = MagickFormat.ThreeFr,
        ["fff"] = MagickFormat.Fff,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Rasters =
    [
        "jpg", "jpeg", "jpe", "jfif", "jif", "mpo", "png", "apng", "gif", "webp", "tif", "tiff", "bmp", "dib", "heic", "heif", "hif",
        "heics", "heifs", "avci", "avif", "avifs", "jxl", "psd", "psb", "jp2", "j2k", "j2c", "jpc", "jpf", "jpx", "jpm", "ppm", "pgm", "pbm",
        "pnm", "pam", "pfm", "ico", "cur", "tga", "icb", "vda", "vst", "pcx", "sgi", "rgb", "rgba", "bw", "dds", "qoi", "exr", "hdr",
        "fits", "fts", "ff", "ras", "sun", "jng", "mng", "xcf", "xbm", "xpm", "pict", "pct", "djvu", "bpg", "flif", "dpx",
    ];

    private static readonly FrozenSet<string> Drawings = ["svg", "svgz", "eps", "epsf", "epsi", "wmf", "emf", "mvg", "msl"];

    /// <summary>Extensions of files that lie beside photos and are not photos.</summary>
    private static readonly FrozenSet<string> Others =
    [
        "db", "ini", "xmp", "json", "txt", "md", "csv", "log", "html", "htm", "xml", "pdf", "ps", "ai", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
        "odt", "ods", "odp", "rtf", "zip", "rar", "7z", "gz", "bz2", "xz", "tar", "mp4", "m4v", "mov", "avi", "mkv", "webm", "wmv", "mpg",
        "mpeg", "mts", "m2ts", "3gp", "flv", "lrv", "insv", "mp3", "m4a", "wav", "flac", "ogg", "aac", "aae", "dop", "pp3", "cos", "lrcat", "lrprev",
        "exe", "dll", "so", "dylib", "sqlite", "ds_store", "picasa", "nomedia", "url", "lnk", "bak", "tmp", "part", "crdownload", "ttf", "otf", "js", "css",
        "py", "sh", "bat", "ps1", "cs", "c", "h", "cpp", "java", "gpx", "kml", "cube", "icc", "icm", "sha256", "md5", "ctg", "dat", "bdm", "cpi", "mpl",
        "jar", "war", "apk", "aab", "epub", "mobi", "key", "pages", "numbers", "iso", "dmg", "img", "vmdk", "vdi", "bin", "o", "a", "lib", "obj", "pdb", "class",
        "pyc", "wasm", "node", "nupkg", "whl", "deb", "rpm", "msi", "woff", "woff2", "eot", "aiff", "aif", "wma", "opus", "oga", "ogv", "mid", "mka", "vob", "mod",
        "tod", "m2v", "ts", "f4v", "asf", "rm", "rmvb", "divx", "zst", "lz4", "lzma", "tgz", "cab", "arj", "sqlite3", "db3", "mdb", "accdb", "dwg", "blend", "onnx",
    ];

    /// <summary>The extension in lower case without its dot; empty when there is none. A name like ".nomedia" is all extension.</summary>
    public static string Extension(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var dot = name.LastIndexOf('.');
        return dot < 0 || name.AsSpan(dot).ContainsAny('/', '\\') ? "" : name[(dot + 1)..].ToLowerInvariant();
    }

    /// <summary>Whether the extension is one of a picture, raster, RAW or drawing.</summary>
    public static bool IsPicture(string extension) =>
        Rasters.Contains(extension) || RawCoders.ContainsKey(extension) || Drawings.Contains(extension);

    /// <summary>Whether the extension is known to be of something other than a picture.</summary>
    public static bool IsOther(string extension) => Others.Contains(extension);

    /// <summary>LibRaw's coder for a RAW extension.</summary>
    internal static MagickFormat? RawCoder(string extension) => RawCoders.TryGetValue(extension, out var coder) ? coder : null;
}
