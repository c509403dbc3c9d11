using System.Buffers.Text;
using System.Security.Cryptography;
using Fovea.Hosting;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>
/// Pictures that were dropped on the page to search with: never written to a disk, and only their vector and a small copy are kept, of the 64
/// that were used last.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class AddedPictures(IPhotoDecoder decoder, CurrentModel model)
{
    private const int Most = 64;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, float[] Vector, PhotoThumbnail Thumbnail)> _recent = [];

    /// <summary>Decodes a picture and keeps what a search needs of it.</summary>
    /// <exception cref="ApiException">It is not a picture that can be decoded.</exception>
    public AddedPicture Add(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var encoder = model.Get().Encoder;
        switch (decoder.Decode(new PhotoSource("picture", bytes), encoder.Preprocessing, ThumbnailSpec.Default, cancellationToken))
        {
            case PhotoOutcome.Decoded decoded:
                using (decoded.Tile) return Keep(encoder, decoded, cancellationToken);
            case PhotoOutcome.Failed failed:
                throw new ApiException(ApiErrors.Unreadable, $"The picture cannot be decoded: {failed.Failure.Reason}. Choose another one.");
            case PhotoOutcome.NotAPhoto other:
                throw new ApiException(ApiErrors.Unreadable, $"This is not a picture but: {other.What}. Choose a picture.");
            default:
                throw new InvalidOperationException("A photo's outcome has a case that is not known here.");
        }
    }

    /// <summary>The unit vector of a picture.</summary>
    /// <exception cref="ApiException">It is no longer kept.</exception>
    public ReadOnlyMemory<float> GetVector(string key) => Find(key).Vector;

    /// <summary>The small copy of a picture.</summary>
    /// <exception cref="ApiException">It is no longer kept.</exception>
    public ReadOnlyMemory<byte> GetThumbnail(string key) => Find(key).Thumbnail.Jpeg;

    private AddedPicture Keep(IDualEncoder encoder, PhotoOutcome.Decoded decoded, CancellationToken cancellationToken)
    {
        var vector = new float[encoder.Space.Dimensions];
        encoder.Images.Encode([decoded.Tile], vector, cancellationToken);
        var thumbnail = decoded.Thumbnail ?? throw new InvalidOperationException("The decoder made no small copy.");
        var key = "p" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            _recent.AddFirst((key, vector, thumbnail));
            if (_recent.Count > Most) _recent.RemoveLast();
        }

        return new AddedPicture(key, thumbnail.Width, thumbnail.Height);
    }

    private (string Key, float[] Vector, PhotoThumbnail Thumbnail) Find(string key)
    {
        lock (_lock)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key) continue;
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value;
            }
        }

        throw new ApiException(ApiErrors.PictureGone);
    }
}
