using Fovea.Engine.Files;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Searching;

/// <summary>The vector of one picture, known or not, from its file or from memory. Thread-safe.</summary>
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

        var outcome = decoder.Decode(new PhotoSource(Path.GetFileName(shown), content.Bytes), preprocessing, thumbnail: null, cancellationToken);
        if (outcome is PhotoOutcome.Failed { Failure.Kind: PhotoFailureKind.TimedOut }) content.Abandon();
        return Require(outcome, path).Tile;
    }

    /// <summary>The unit vector, in the model's space.</summary>
    /// <exception cref="LibraryException">As <see cref="Decode(string, CancellationToken)"/>.</exception>
    /// <exception cref="EncodingException">The model gave nothing usable.</exception>
    public float[] Encode(string path, CancellationToken cancellationToken)
    {
        using var tile = Decode(path, cancellationToken);
        return Encode(tile, cancellationToken);
    }

    /// <summary>Encodes a picture that is in memory, as it comes from a web page or the clipboard.</summary>
    /// <param name="name">What to call it in messages; its extension is only a hint.</param>
    /// <param name="bytes">The whole file. Must never change afterwards: a decoder that was given up may still be reading it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="LibraryException">It is not a picture that can be decoded.</exception>
    /// <exception cref="EncodingException">The model gave nothing usable.</exception>
    public EncodedPicture EncodePicture(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var decoded = Require(decoder.Decode(new PhotoSource(name, bytes), model.Preprocessing, thumbnail: null, cancellationToken), name);
        using var tile = decoded.Tile;
        return new EncodedPicture(Encode(tile, cancellationToken), decoded.Metadata);
    }

    private static PhotoOutcome.Decoded Require(PhotoOutcome outcome, string path) => outcome switch
    {
        PhotoOutcome.Decoded decoded => decoded,
        PhotoOutcome.Failed failed => throw new LibraryException(
            path, $"{PathText.ToDisplay(path)} cannot be decoded: {failed.Failure.Reason}. Choose another picture."),
        PhotoOutcome.NotAPhoto other => throw new LibraryException(
            path, $"{PathText.ToDisplay(path)} is not a picture but: {other.What}. Choose a picture."),
        _ => throw new InvalidOperationException("A photo's outcome has a case that is not known here."),
    };

    private float[] Encode(PixelTile tile, CancellationToken cancellationToken)
    {
        var vector = new float[model.Space.Dimensions];
        model.Images.Encode([tile], vector, cancellationToken);
        return vector;
    }
}
