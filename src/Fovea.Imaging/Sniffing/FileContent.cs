using ImageMagick;

namespace Fovea.Imaging;

/// <summary>What <see cref="FormatSniffer"/> found.</summary>
public readonly record struct FileContent
{
    internal FileContent(ContentKind kind, string what)
    {
        Kind = kind;
        What = what;
    }

    internal FileContent(PhotoFormat format, MagickFormat coder, string what)
    {
        Kind = ContentKind.Picture;
        Format = format;
        Coder = coder;
        What = what;
    }

    /// <summary>A file that has not been looked at yet.</summary>
    internal static FileContent Unread { get; } = new(ContentKind.Other, "picture");

    /// <summary>What sort of content.</summary>
    public ContentKind Kind { get; }

    /// <summary>The picture's format; <see cref="PhotoFormat.Unknown"/> for anything but a <see cref="ContentKind.Picture"/>.</summary>
    public PhotoFormat Format { get; }

    /// <summary>A name for a person: "JPEG", "PDF document", "video".</summary>
    public string What { get; }

    /// <summary>The one coder that may read it.</summary>
    internal MagickFormat Coder { get; }
}
