using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Puts ImageMagick's errors into one plain line each, without its file names, line numbers and paths.</summary>
internal static class MagickFailure
{
    private static readonly string[] NoRoom = ["temporary file", "TemporaryFile", "No space left"];

    private static readonly string[] CutOff =
        ["Insufficient", "UnexpectedEndOfFile", "unexpected end", "Premature", "Not enough data", "NotEnoughPixelData", "truncated", "too short", "End of file", "Read error", "UnableToReadImageData", "LengthAndFilesizeDoNotMatch"];

    private static readonly string[] Unsupported =
        ["not supported", "NotSupported", "Unsupported", "not implemented", "NoDecodeDelegate", "not authorized", "NotAuthorized", "UnrecognizedImageCompression"];

    /// <summary>The failure that an error of the library means for a file of a format.</summary>
    public static PhotoFailure Describe(MagickException error, string what)
    {
        if (error is MagickResourceLimitErrorException or MagickCacheErrorException)
        {
            return new PhotoFailure(PhotoFailureKind.TooLarge, $"the {what} picture needs more memory than is allowed");
        }

        // Some coders want the data in a file: that there is no room for it is not the photo's fault.
        if (Mentions(error, NoRoom))
        {
            return new PhotoFailure(PhotoFailureKind.Unreadable, "there is no room for the decoder's temporary file; it is tried again in the next run");
        }

        if (Mentions(error, Unsupported) || error is MagickMissingDelegateErrorException)
        {
            return new PhotoFailure(PhotoFailureKind.UnknownFormat, $"a kind of {what} that cannot be read");
        }

        return new PhotoFailure(
            PhotoFailureKind.Corrupt,
            Mentions(error, CutOff) ? $"the {what} data is cut off or damaged" : $"the {what} data is damaged");
    }

    private static bool Mentions(MagickException error, string[] words) =>
        Array.Exists(words, word => error.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
