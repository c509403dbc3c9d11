using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>The part of the work that needs no encoder: read, recognise, decode. Thread-safe.</summary>
internal sealed class PhotoPreparer(
    IPhotoCatalog catalog, IPhotoDecoder decoder, IDualEncoder model, FileContentReader reader, RunState run, bool retryFailed, TimeProvider time)
{
    public PreparedPhoto Prepare(WorkItem item, CancellationToken cancellationToken)
    {
        var root = item.Root;
        if (run.IsLost(root.Id)) return new PreparedPhoto(item, null);

        var path = FilePaths.Join(root.Path, item.File.Path);
        var reading = reader.Read(path, cancellationToken);
        using var content = reading.Content;
        if (content is null)
        {
            // A drive that was pulled out fails every read: that says nothing about the photos.
            if (!FilePaths.FolderExists(root.Path)) run.Lose(root.Id);
            return new PreparedPhoto(item, reading.IsGone || run.IsLost(root.Id) ? null : Failed(item, reading.Failure!));
        }

        if (IsSamePhoto(item.Known, content.Hash))
        {
            return new PreparedPhoto(item, new CatalogChange.Restamped(item.Known!.Id, item.File.Companion, content.Stamp));
        }

        var known = FindKnownContent(item, content);
        return known is { IsComplete: true }
            ? new PreparedPhoto(item, known.Value.Change)
            : Decode(item, content, known?.Change, cancellationToken);
    }

    private bool IsSamePhoto(KnownFile? known, ContentHash hash) =>
        known?.Hash == hash && (known.Status == PhotoStatus.Indexed ? known.HasEmbedding : known.Status == PhotoStatus.Failed && !retryFailed);

    // The same bytes elsewhere: a photo that was moved here, or a copy of one.
    private (CatalogChange Change, bool IsComplete)? FindKnownContent(WorkItem item, FileContent content)
    {
        var file = item.File;
        var twins = catalog.FindByContent(content.Hash, model.Space).Where(twin => twin.Id != item.Known?.Id && run.IsSettled(twin.Id)).ToList();
        foreach (var twin in twins)
        {
            if (!run.TryClaimVanished(twin.Id)) continue;
            return (new CatalogChange.Moved(twin.Id, file.Root, file.Path, file.Companion, content.Stamp), IsReusable(twin));
        }

        var source = twins.Find(IsReusable);
        return source is null ? null : (new CatalogChange.Copied(source.Id, file.Root, file.Path, file.Companion, content.Stamp), true);
    }

    private bool IsReusable(KnownFile twin) =>
        (twin.Status == PhotoStatus.Indexed && twin.HasEmbedding) || (twin.Status == PhotoStatus.Failed && !retryFailed);

    private PreparedPhoto Decode(WorkItem item, FileContent content, CatalogChange? before, CancellationToken cancellationToken)
    {
        var file = item.File;
        var name = PathText.ToDisplay(Path.GetFileName(file.Path));
        switch (decoder.Decode(new PhotoSource(name, content.Bytes), model.Preprocessing, cancellationToken))
        {
            case PhotoOutcome.Decoded decoded:
                var photo = new CatalogChange.Indexed
                {
                    Root = file.Root,
                    Path = file.Path,
                    Companion = file.Companion,
                    Stamp = content.Stamp,
                    Hash = content.Hash,
                    Metadata = decoded.Metadata with { TakenAt = decoded.Metadata.TakenAt ?? FromFile(content.Stamp) },
                    Space = model.Space,
                    Vector = default,
                };
                return new PreparedPhoto(item, before, photo, decoded.Tile);
            case PhotoOutcome.Failed failed:
                if (failed.Failure.Kind == PhotoFailureKind.TimedOut) content.Abandon();
                return new PreparedPhoto(
                    item, new CatalogChange.Failed(file.Root, file.Path, file.Companion, content.Stamp, content.Hash, failed.Failure));
            case PhotoOutcome.NotAPhoto other:
                return new PreparedPhoto(item, new CatalogChange.NotAPhoto(file.Root, file.Path, content.Stamp, other.What));
            default:
                throw new InvalidOperationException("A photo's outcome has a case that the indexer does not know.");
        }
    }

    // A file that could not be read, or is still being written, is looked at again in every run: its stamp is left unknown.
    private static CatalogChange.Failed Failed(WorkItem item, PhotoFailure failure)
    {
        var stamp = failure.Kind is PhotoFailureKind.Unreadable or PhotoFailureKind.Changing ? default : item.File.Stamp;
        return new CatalogChange.Failed(item.File.Root, item.File.Path, item.File.Companion, stamp, null, failure);
    }

    private TakenAt FromFile(FileStamp stamp)
    {
        var utc = new DateTime(stamp.ModifiedTicks, DateTimeKind.Utc);
        var offset = time.LocalTimeZone.GetUtcOffset(utc);
        return new TakenAt(DateTime.SpecifyKind(utc + offset, DateTimeKind.Unspecified), offset, TakenAtSource.FileModified);
    }
}
