namespace Fovea.Engine.Indexing;

/// <summary>Takes a photo's pixels from its thumbnail: the photo itself may be on a drive that is away. Thread-safe.</summary>
internal sealed class ThumbnailPreparer(IPhotoDecoder decoder, IThumbnailStore thumbnails, IDualEncoder model, StageClock clock) : IPhotoPreparer
{
    private int _without;

    /// <summary>Photos that have no thumbnail, or one that cannot be read.</summary>
    public int Without => _without;

    public PreparedPhoto Prepare(WorkItem item, CancellationToken cancellationToken)
    {
        var photo = item.Known!;
        var hash = photo.Hash!.Value;
        if (Read(hash) is { } jpeg && Decode(jpeg, cancellationToken) is { } tile)
        {
            return PreparedPhoto.ToEncode(item, new CatalogChange.Embedded(photo.Id, hash, model.Space, default), tile);
        }

        Interlocked.Increment(ref _without);
        return PreparedPhoto.Nothing(item);
    }

    private byte[]? Read(ContentHash hash)
    {
        using var measured = clock.Measure(Stage.Read);
        var jpeg = thumbnails.Find(hash);
        clock.AddBytes(Stage.Read, jpeg?.Length ?? 0);
        return jpeg;
    }

    private PixelTile? Decode(byte[] jpeg, CancellationToken cancellationToken)
    {
        using var measured = clock.Measure(Stage.Decode);
        if (decoder.Decode(new PhotoSource("thumbnail.jpg", jpeg), model.Preprocessing, thumbnail: null, cancellationToken) is not PhotoOutcome.Decoded decoded) return null;
        clock.AddPixels((long)decoded.Metadata.Width * decoded.Metadata.Height);
        return decoded.Tile;
    }
}
