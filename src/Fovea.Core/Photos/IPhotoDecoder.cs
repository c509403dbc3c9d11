namespace Fovea;

/// <summary>Turns a file's bytes into the pixels that a model sees, and reads what the file says about itself.</summary>
/// <remarks>
/// Thread-safe. A bad file is an outcome, never an exception: only <see cref="OperationCanceledException"/> and programming errors
/// are thrown. Limits (pixels, dimensions, time) are checked before memory is allocated. When the outcome is a
/// <see cref="PhotoFailureKind.TimedOut"/> failure the decoder may still be reading <see cref="PhotoSource.Bytes"/>: the caller must
/// never reuse that buffer. Cancellation leaves nothing behind.
/// </remarks>
public interface IPhotoDecoder
{
    /// <summary>Decodes one photo, upright, resized and cropped as <paramref name="preprocessing"/> says.</summary>
    /// <param name="source">The photo.</param>
    /// <param name="preprocessing">The pixels that the model wants.</param>
    /// <param name="thumbnail">The small copy to make of the same decoded picture; null: none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    PhotoOutcome Decode(PhotoSource source, PreprocessSpec preprocessing, ThumbnailSpec? thumbnail, CancellationToken cancellationToken);

    /// <summary>Gets ready for so many calls at once, so that the first ones wait for nothing. Not needed, and nothing where there is nothing to get ready.</summary>
    /// <param name="count">How many.</param>
    void Prepare(int count)
    {
    }
}
