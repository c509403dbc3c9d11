namespace Fovea;

/// <summary>What became of one file: exactly one of the three cases.</summary>
public abstract record PhotoOutcome
{
    private PhotoOutcome()
    {
    }

    /// <summary>A picture, ready for the encoder. Whoever takes the outcome disposes the tile.</summary>
    /// <param name="Tile">The pixels the model sees.</param>
    /// <param name="Metadata">What the file says about itself.</param>
    public sealed record Decoded(PixelTile Tile, PhotoMetadata Metadata) : PhotoOutcome
    {
        /// <summary>The small copy; null unless it was asked for.</summary>
        public PhotoThumbnail? Thumbnail { get; init; }
    }

    /// <summary>A photo that could not be decoded. It is kept with its reason.</summary>
    /// <param name="Failure">Kind and reason.</param>
    public sealed record Failed(PhotoFailure Failure) : PhotoOutcome;

    /// <summary>Not a picture and not pretending to be one (a text, a video, a document): remembered so that it is not opened again.</summary>
    /// <param name="What">What it is, in a word or two: "PDF document", "video", "text".</param>
    public sealed record NotAPhoto(string What) : PhotoOutcome;
}
