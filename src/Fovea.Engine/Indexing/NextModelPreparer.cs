using System.Collections.Concurrent;
using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>
/// Takes a photo's pixels for the next model from its thumbnail, and where there is none from its file, if that is the photo still. Nothing
/// that goes wrong is noted of the photo: for the model in use it is as it was. Thread-safe.
/// </summary>
internal sealed class NextModelPreparer(
    IPhotoDecoder decoder, IThumbnailStore thumbnails, IDualEncoder next, FileContentReader reader, bool fromThumbnailsOnly, StageClock clock) : IPhotoPreparer
{
    private readonly ThumbnailPreparer _thumbnails = new(decoder, thumbnails, next, clock);
    private readonly ConcurrentBag<PhotoId> _impossible = [];

    /// <summary>Photos that got nothing.</summary>
    public IEnumerable<PhotoId> Impossible => _impossible;

    public PreparedPhoto Prepare(WorkItem item, CancellationToken cancellationToken)
    {
        var prepared = _thumbnails.Prepare(item, cancellationToken);
        if (prepared.Tile is not null) return prepared;

        if (!fromThumbnailsOnly && Decode(item, cancellationToken) is { } tile)
        {
            return PreparedPhoto.ToEncode(item, new CatalogChange.Embedded(item.Known!.Id, item.Known.Hash!.Value, next.Space, default), tile);
        }

        _impossible.Add(item.Known!.Id);
        return PreparedPhoto.Nothing(item);
    }

    private PixelTile? Decode(WorkItem item, CancellationToken cancellationToken)
    {
        using var content = Read(item, cancellationToken);
        if (content is null || content.Hash != item.Known!.Hash) return null;

        using var measured = clock.Measure(Stage.Decode);
        var name = PathText.ToDisplay(Path.GetFileName(item.File.Path));
        switch (decoder.Decode(new PhotoSource(name, content.Bytes), next.Preprocessing, ThumbnailSpec.Default, cancellationToken))
        {
            case PhotoOutcome.Decoded decoded:
                if (decoded.Thumbnail is { } thumbnail) thumbnails.Store(content.Hash, thumbnail.Jpeg.Span);
                return decoded.Tile;
            case PhotoOutcome.Failed { Failure.Kind: PhotoFailureKind.TimedOut }:
                content.Abandon();
                return null;
            default:
                return null;
        }
    }

    private FileContent? Read(WorkItem item, CancellationToken cancellationToken)
    {
        using var measured = clock.Measure(Stage.Read);
        return reader.Read(FilePaths.Join(item.Root.Path, item.File.Path), cancellationToken).Content;
    }
}
