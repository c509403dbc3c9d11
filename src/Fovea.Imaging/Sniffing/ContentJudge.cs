namespace Fovea.Imaging;

/// <summary>
/// What becomes of a file whose content is not decoded: it failed when it claims to be a picture, and is no photo when it does not.
/// </summary>
internal static class ContentJudge
{
    /// <summary>The outcome for a file that is not decoded; null when it is a picture to decode.</summary>
    public static PhotoOutcome? Judge(string name, in FileContent content)
    {
        var extension = FileNames.Extension(name);
        var claimsPicture = FileNames.IsPicture(extension);
        var named = claimsPicture ? $"named .{extension} but " : "";
        switch (content.Kind)
        {
            case ContentKind.Picture:
                return null;
            case ContentKind.Other when content.What == "macOS resource file" && Path.GetFileName(name).StartsWith("._", StringComparison.Ordinal):
                return new PhotoOutcome.NotAPhoto(content.What);
            case ContentKind.Unsafe when claimsPicture || extension.Length == 0:
                return Failed(PhotoFailureKind.Refused, $"is {Article(content.What)}, which could run or fetch things: never opened");
            case ContentKind.Markup or ContentKind.Other when extension == "svgz" && content.What == "gzip archive":
                return Failed(PhotoFailureKind.Refused, "is a packed SVG drawing, which could run or fetch things: never opened");
            case ContentKind.OtherPicture:
                return claimsPicture || !FileNames.IsOther(extension)
                    ? Failed(PhotoFailureKind.UnknownFormat, $"is {Article(content.What)}, which is not a format that can be read")
                    : new PhotoOutcome.NotAPhoto(content.What);
            case ContentKind.Other when IsStray(extension, content):
                return Failed(PhotoFailureKind.UnknownFormat, $"is {Article(content.What)}, not a picture");
            case ContentKind.Unsafe or ContentKind.Markup or ContentKind.Other:
                return claimsPicture
                    ? Failed(PhotoFailureKind.UnknownFormat, $"{named}is {Article(content.What)}")
                    : new PhotoOutcome.NotAPhoto(content.What);
            case ContentKind.Empty:
                return FileNames.IsOther(extension)
                    ? new PhotoOutcome.NotAPhoto(content.What)
                    : Failed(PhotoFailureKind.Empty, "the file is empty");
            case ContentKind.Zeros when claimsPicture:
                return Failed(PhotoFailureKind.Corrupt, $"{named}holds nothing but zeros");
            default:
                return FileNames.IsOther(extension)
                    ? new PhotoOutcome.NotAPhoto($".{extension} file")
                    : Failed(PhotoFailureKind.UnknownFormat, $"{named}holds no picture format that is known");
        }
    }

    // Videos, archives and programs have names of their kind. One whose name says nothing may have been meant as a photo: it is named.
    // Texts go by thousands of names (side files of every editor) and are not.
    private static bool IsStray(string extension, in FileContent content) =>
        extension.Length > 0 && content.What != "text" && !FileNames.IsPicture(extension) && !FileNames.IsOther(extension);

    /// <summary>"a video", "an HTML page", "text".</summary>
    internal static string Article(string what)
    {
        if (what == "text") return what;
        var spelled = what.Length > 1 && char.IsAsciiLetterUpper(what[0]) && char.IsAsciiLetterUpper(what[1]);
        var vowel = spelled ? "AEFHILMNORSX".Contains(what[0], StringComparison.Ordinal) : "aeiouAEIOU".Contains(what[0], StringComparison.Ordinal);
        return what.StartsWith("RAR", StringComparison.Ordinal) || !vowel ? $"a {what}" : $"an {what}";
    }

    private static PhotoOutcome.Failed Failed(PhotoFailureKind kind, string reason) => new(new PhotoFailure(kind, reason));
}
