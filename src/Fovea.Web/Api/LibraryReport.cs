using Fovea.Engine.Indexing;
using Fovea.Hosting;
using Fovea.Web.Api.Contracts;

namespace Fovea.Web.Api;

/// <summary>Reads the state of the library. Thread-safe.</summary>
internal sealed class LibraryReport(
    IPhotoCatalog catalog, IThumbnailStore thumbnails, DataFolder folder, CurrentModel current, IndexJob job, TimeProvider time)
{
    // From the starter's own card: text to photo.
    private static readonly ModelQuality StarterQuality = new(13.7, 35.5, 48.0, "Flickr8k test, 1,000 photos, 5,000 captions");

    // Walking over a hundred thousand small files takes a second, and a page asks often while indexing: after this time the files are looked
    // at again, while whoever asks gets the sizes of before.
    private static readonly TimeSpan SizesLast = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private (long Taken, LibraryBytes Bytes)? _sizes;
    private bool _isMeasuring;

    public LibraryAnswer Read()
    {
        var counts = catalog.GetCounts().ToDictionary(count => count.Root);
        var roots = catalog.GetRoots().Select(root => ToItem(root, counts.GetValueOrDefault(root.Id))).ToList();
        return new LibraryAnswer(
            roots,
            new LibraryTotals(roots.Sum(root => root.Indexed), roots.Sum(root => root.Failed), roots.Sum(root => root.Offline)),
            ReadSizes(),
            ReadModel(),
            0,
            ReadFreeBytes(),
            IndexMapping.ToStatus(job.Status));
    }

    public RootItem ReadRoot(LibraryRoot root) => ToItem(root, catalog.GetCounts().FirstOrDefault(count => count.Root == root.Id));

    private static RootItem ToItem(LibraryRoot root, RootCounts? counts) => new(
        root.Id.Value,
        root.Path,
        PhotoMapping.NameOf(root.Path),
        root.IsAvailable,
        counts?.Indexed ?? 0,
        counts?.Failed ?? 0,
        counts?.NotPhotos ?? 0,
        counts?.Offline ?? 0,
        root.LastIndexed);

    private ModelItem ReadModel()
    {
        var set = current.Get();
        var model = set.InUse;
        var quality = model.IsStarter ? StarterQuality : null;
        try
        {
            return new ModelItem(model.Name, model.IsStarter, set.Encoder.Space.Dimensions, set.Encoder.Preprocessing.Width, quality);
        }
        catch (ModelException)
        {
            // A search will say what is wrong with it; folders and counts can be shown all the same.
            return new ModelItem(model.Name, model.IsStarter, 0, 0, quality);
        }
    }

    private LibraryBytes ReadSizes()
    {
        lock (_lock)
        {
            if (_sizes is not { } known) return Measure();
            if (!_isMeasuring && time.GetElapsedTime(known.Taken) > SizesLast)
            {
                _isMeasuring = true;
                ThreadPool.QueueUserWorkItem(_ => Measure());
            }

            return known.Bytes;
        }
    }

    private LibraryBytes Measure()
    {
        var bytes = new LibraryBytes(SizeOf(folder.Path, "catalog.db*", false), thumbnails.MeasureBytes(), SizeOf(folder.Models, "*", true));
        lock (_lock)
        {
            _sizes = (time.GetTimestamp(), bytes);
            _isMeasuring = false;
        }

        return bytes;
    }

    private static long SizeOf(string path, string pattern, bool isDeep)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = isDeep, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return new DirectoryInfo(path) is { Exists: true } there ? there.EnumerateFiles(pattern, options).Sum(file => file.Length) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file went while it was looked at; the next look has the right number.
            return 0;
        }
    }

    private long? ReadFreeBytes()
    {
        try
        {
            return new DriveInfo(folder.Path).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
