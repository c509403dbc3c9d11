using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>The part of the work that needs no encoder: read, recognise, decode. Thread-safe.</summary>
internal sealed class PhotoPreparer(
    IPhotoCatalog catalog, IPhotoDecoder decoder, IThumbnailStore thumbnails, IDualEncoder model,
    FileContentReader reader, RunState run, bool retryFailed, SemaphoreSlim decoders, StageClock clock, TimeProvider time) : IPhotoPreparer
{
    public PreparedPhoto Prepare(WorkItem item, CancellationToken cancellationToken)
    {
        var root = item.Root;
        if (run.IsLost(root.Id)) return PreparedPhoto.Nothing(item);

        var reading = Read(FilePaths.Join(root.Path, item.File.Path), cancellationToken);
        using var content = reading.Content;
        if (content is null) return NotRead(item, reading);
        if (IsSamePhoto(item.Known, content.Hash))
        {
            return PreparedPhoto.Ready(item, new CatalogChange.Restamped(item.Known!.Id, item.File.Companion, content.Stamp));
        }

        // The same bytes elsewhere: a photo that was moved here, or one whose vector serves this one too.
        var twins = catalog.FindByContent(content.Hash, model.Space).Where(twin => twin.Id != item.Known?.Id).ToList();
        var moved = run.ClaimVanished(twins, item.File.Path);
        var move = moved is null ? null : new CatalogChange.Moved(moved.Id, item.File.Root, item.File.Path, item.File.Companion, content.Stamp);
        if (moved is not null && StaysAsItIs(moved, item.File.Path)) return PreparedPhoto.Ready(item, change: null, move);
        return Borrow(item, content, twins) is { } borrowed
            ? PreparedPhoto.Ready(item, borrowed, move)
            : Decode(item, content, move, cancellationToken);
    }

    private FileReading Read(string path, CancellationToken cancellationToken)
    {
        using var measured = clock.Measure(Stage.Read);
        var reading = reader.Read(path, cancellationToken);
        clock.AddBytes(Stage.Read, reading.Content?.Bytes.Length ?? 0);
        return reading;
    }

    private PreparedPhoto NotRead(WorkItem item, FileReading reading)
    {
        // A drive that was pulled out fails every read: that says nothing about the photos.
        if (!FilePaths.FolderExists(item.Root.Path)) run.Lose(item.Root.Id);
        return reading.IsGone || run.IsLost(item.Root.Id) ? PreparedPhoto.Nothing(item) : Failed(item, reading.Failure!);
    }

    // What could not be read now says nothing of a known photo. A new one is looked at again in every run: its stamp is left unknown, and one
    // that is still being written is not even noted.
    private static PreparedPhoto Failed(WorkItem item, PhotoFailure failure)
    {
        var isForNow = failure.Kind is PhotoFailureKind.Unreadable or PhotoFailureKind.Changing;
        if (failure.Kind == PhotoFailureKind.Changing || (isForNow && item.Known is not null)) return PreparedPhoto.NotRead(item, failure);
        return PreparedPhoto.Ready(item, new CatalogChange.Failed(
            item.File.Root, item.File.Path, item.File.Companion, isForNow ? default : item.File.Stamp, null, failure));
    }

    private bool IsSamePhoto(KnownFile? known, ContentHash hash) => known?.Hash == hash && IsComplete(known);

    private bool IsComplete(KnownFile photo) =>
        photo.Status == PhotoStatus.Indexed ? photo.HasEmbedding : photo.Status == PhotoStatus.Failed && !photo.HasEmbedding && !retryFailed;

    // Whether a file is a broken photo or none at all is told by its extension.
    private bool StaysAsItIs(KnownFile moved, string path) =>
        IsComplete(moved) && (moved.Status == PhotoStatus.Indexed
            || Path.GetExtension(moved.Path.AsSpan()).Equals(Path.GetExtension(path.AsSpan()), StringComparison.OrdinalIgnoreCase));

    private CatalogChange.Indexed? Borrow(WorkItem item, FileContent content, List<KnownFile> twins)
    {
        foreach (var twin in twins.Where(twin => twin is { Status: PhotoStatus.Indexed, HasEmbedding: true }))
        {
            // The vector first: the twin may get other content at any moment (two files that swap their names), but never its old one back.
            var vector = catalog.FindEmbedding(twin.Id, model.Space);
            if (vector is null || catalog.GetPhotos([twin.Id]) is not [{ Metadata: { } metadata } photo] || photo.Hash != content.Hash) continue;
            var ownTime = metadata.TakenAt?.Source == TakenAtSource.FileModified ? null : metadata.TakenAt;
            return Indexed(item, content, metadata with { TakenAt = ownTime }) with { Vector = vector };
        }

        return null;
    }

    private PreparedPhoto Decode(WorkItem item, FileContent content, CatalogChange.Moved? move, CancellationToken cancellationToken)
    {
        var file = item.File;
        var name = PathText.ToDisplay(Path.GetFileName(file.Path));
        switch (Decode(new PhotoSource(name, content.Bytes), cancellationToken))
        {
            case PhotoOutcome.Decoded decoded:
                if (decoded.Thumbnail is { } thumbnail) Store(content.Hash, thumbnail);
                var photo = Indexed(item, content, decoded.Metadata) with { Colour = decoded.Thumbnail?.Colour };
                return PreparedPhoto.ToEncode(item, photo, decoded.Tile, move);
            case PhotoOutcome.Failed { Failure.Kind: PhotoFailureKind.Unreadable } failed:
                return Failed(item, failed.Failure);
            case PhotoOutcome.Failed failed:
                if (failed.Failure.Kind == PhotoFailureKind.TimedOut) content.Abandon();
                return PreparedPhoto.Ready(
                    item, new CatalogChange.Failed(file.Root, file.Path, file.Companion, content.Stamp, content.Hash, failed.Failure), move);
            case PhotoOutcome.NotAPhoto other:
                return PreparedPhoto.Ready(item, new CatalogChange.NotAPhoto(file.Root, file.Path, content.Stamp, other.What), move);
            default:
                throw new InvalidOperationException("A photo's outcome has a case that the indexer does not know.");
        }
    }

    private PhotoOutcome Decode(PhotoSource source, CancellationToken cancellationToken)
    {
        using (clock.Measure(Stage.WaitToDecode)) decoders.Wait(cancellationToken);
        try
        {
            using var measured = clock.Measure(Stage.Decode);
            var outcome = decoder.Decode(source, model.Preprocessing, ThumbnailSpec.Default, cancellationToken);
            if (outcome is PhotoOutcome.Decoded decoded) clock.AddPixels((long)decoded.Metadata.Width * decoded.Metadata.Height);
            return outcome;
        }
        finally
        {
            decoders.Release();
        }
    }

    private void Store(ContentHash hash, PhotoThumbnail thumbnail)
    {
        using var measured = clock.Measure(Stage.Store);
        thumbnails.Store(hash, thumbnail.Jpeg.Span);
        clock.AddBytes(Stage.Store, thumbnail.Jpeg.Length);
    }

    private CatalogChange.Indexed Indexed(WorkItem item, FileContent content, PhotoMetadata metadata) => new()
    {
        Root = item.File.Root,
        Path = item.File.Path,
        Companion = item.File.Companion,
        Stamp = content.Stamp,
        Hash = content.Hash,
        Metadata = metadata with { TakenAt = metadata.TakenAt ?? FromFile(content.Stamp) },
        Space = model.Space,
        Vector = default,
    };

    private TakenAt? FromFile(FileStamp stamp)
    {
        if (stamp.ModifiedTicks <= 0) return null;
        var offset = time.LocalTimeZone.GetUtcOffset(new DateTime(stamp.ModifiedTicks, DateTimeKind.Utc));
        var local = Math.Clamp(stamp.ModifiedTicks + offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new TakenAt(new DateTime(local, DateTimeKind.Unspecified), offset, TakenAtSource.FileModified);
    }
}
