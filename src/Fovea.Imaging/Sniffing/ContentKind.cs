namespace Fovea.Imaging;

/// <summary>What the bytes of a file are, whatever its name says.</summary>
public enum ContentKind
{
    /// <summary>Nothing known.</summary>
    Unknown,

    /// <summary>A raster picture of a format on the list of those that are decoded.</summary>
    Picture,

    /// <summary>A picture format that is known but not decoded (GIMP's XCF, DjVu, …).</summary>
    OtherPicture,

    /// <summary>A drawing or page description that can run or fetch things (SVG, PDF, PostScript, …).</summary>
    Unsafe,

    /// <summary>Text that a program runs or renders (HTML, XML, a script): never a picture.</summary>
    Markup,

    /// <summary>Something else that is known: a video, an archive, a program, text.</summary>
    Other,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>Nothing but zeros: what a broken copy or a recovered disk leaves.</summary>
    Zeros,
}
