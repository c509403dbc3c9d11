using Fovea.Engine.Files;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Searching;

/// <summary>The vector of one picture file, known or not.</summary>
public sealed class PictureEncoder(IPhotoDecoder decoder, IDualEncoder model)
{
    /// <summary>The pixels that the model sees. The caller disposes the tile.</summary>
    /// <exception cref="LibraryException">There is no such file, or it is not a picture that can be decoded.</exception>
    public PixelTile Decode(string path, CancellationToken cancellationToken) => Decode(path, model.Preprocessing, cancellationToken);

    /// <summary>The pixels under another contract. The caller disposes the tile.</summary>
    /// <exception cref="LibraryException">There is no such file, or it is not a picture that can be decoded.</exception>
    public PixelTile Decode(string path, PreprocessSpec preprocessing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        var shown = PathText.ToDisplay(path);
        var reading = new FileContentReader(new IndexerOptions().MaxFileSize).Read(path, cancellationToken);
        using var content = reading.Content;
        if (content is null)
        {
            throw new LibraryException(path, reading.IsGone
                ? $"There is no file {shown}. Check the path."
                : $"{shown} cannot be used: {reading.Failure!.Reason}.");
        }

        switch (decoder.Decode(new PhotoSource(Path.GetFileName(shown), content.Bytes), preprocessing, thumbnail: null, cancellationToken))
        {
            case PhotoOutcome.Decoded decoded:
                return decoded.Tile;
            case PhotoOutcome.Failed failed:
                if (failed.Failure.Kind == PhotoFailureKind.TimedOut) content.Abandon();
                throw new LibraryException(path, $"{shown} cannot be decoded: {failed.Failure.Reason}. Choose another picture.");
            case PhotoOutcome.NotAPhoto other:
                throw new LibraryException(path, $"{shown} is not a picture but: {other.What}. Choose a picture.");
            default:
                throw new InvalidOperationException("A photo's outcome has a case that is not known here.");
        }
    }

    /// <summary>The unit vector, in the model's space.</summary>
    /// <exception cref="LibraryException">As <see cref="Decode(string, CancellationToken)"/>.</exception>
    /// <exception cref="EncodingException">The model gave nothing usable.</exception>
    public float[] Encode(string path, CancellationToken cancellationToken)
    {
        using var tile = Decode(path, cancellationToken);
        var vector = new float[model.Space.Dimensions];
        model.Images.Encode([tile], vector, cancellationToken);
        return vector;
    }
}
