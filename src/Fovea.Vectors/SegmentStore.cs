using Fovea.Vectors.Searching;
using Fovea.Vectors.Segments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fovea.Vectors;

/// <summary>
/// Keeps indexes as files: a folder for each space, in it immutable segments and the file <c>current</c> that says which of them make the index
/// (docs/formats/segment.md). Whatever is not as it was written is not used.
/// </summary>
public sealed partial class SegmentStore : IVectorIndexStore
{
    // A reader may find that a segment went between reading what there is and opening it: then there is something newer.
    private const int Tries = 5;
    private const string Current = "current";
    private const string Extension = ".seg";
    private const string Unfinished = ".unfinished";
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly SegmentStoreOptions _options;
    private readonly ILogger _logger;

    /// <summary>Opens the store. Folders are made when something is saved.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="options">How much is held in memory; null: the defaults.</param>
    /// <param name="logger">Told what cannot be saved or used.</param>
    public SegmentStore(string dataFolder, SegmentStoreOptions? options = null, ILogger<SegmentStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        _folder = Path.Combine(dataFolder, "segments");
        _options = options ?? new SegmentStoreOptions();
        _logger = logger ?? NullLogger<SegmentStore>.Instance;
    }

    /// <inheritdoc />
    public StoredIndex? Open(EmbeddingSpace space, string stamp)
    {
        ArgumentNullException.ThrowIfNull(space);
        for (var i = 0; i < Tries; i++)
        {
            try
            {
                if (ReadManifest(space) is not { } manifest || manifest.Stamp != stamp || manifest.Space != space.Id) return null;
                return new StoredIndex(new SegmentIndex(space, new IndexSnapshot(OpenParts(space, manifest)), new ScanPool(space.Dimensions)), manifest.Version);
            }
            catch (FileNotFoundException)
            {
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or VectorIndexException)
            {
                LogUnusable(exception.Message);
                return null;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public IVectorIndex? Save(IVectorIndex index, string stamp, long version)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (index is not SegmentIndex segments) throw new ArgumentException("This is an index of another kind.", nameof(index));
        try
        {
            var folder = FolderOf(index.Space);
            foreach (var path in (string[])[_folder, folder])
            {
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
                else Directory.CreateDirectory(path, OwnerFolder);
            }

            using var right = TryLock(folder);
            if (right is null) return null;

            var tidy = segments.Tidy();
            foreach (var part in tidy.Snapshot.Parts) SaveSegment(folder, part.Segment, index.Space);
            var manifest = new Manifest(stamp, index.Space.Id, version, [.. tidy.Snapshot.Parts.Select(PartOf)]);
            Publish(Path.Combine(folder, Current), stream => stream.Write(manifest.ToBytes()));
            Sweep(folder, manifest);
            return tidy;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or VectorIndexException)
        {
            LogUnsaved(exception.Message);
            return null;
        }
    }

    /// <inheritdoc />
    public void Discard(EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var folder = FolderOf(space);
        try
        {
            if (!Directory.Exists(folder)) return;
            using var right = TryLock(folder);
            if (right is null) return;
            File.Delete(Path.Combine(folder, Current));
            Sweep(folder, new Manifest(string.Empty, space.Id, 0, []));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnsaved(exception.Message);
        }
    }

    private static ManifestPart PartOf(IndexPart part) =>
        new(part.Segment.Identity, part.Segment.Count, part.Count == part.Segment.Count ? null : part.Live);

    private static string NameOf(Guid identity) => $"{identity:N}{Extension}";

    private static FileStream? TryLock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // One that was opened is in a file already, or was: if it went, what is in memory is not all of it, and the index is made anew another time.
    private static void SaveSegment(string folder, Segment segment, EmbeddingSpace space)
    {
        var path = Path.Combine(folder, NameOf(segment.Identity));
        if (File.Exists(path)) return;
        Publish(path, stream => SegmentFile.Write(stream, segment, space.Id));
    }

    private static void Publish(string path, Action<FileStream> write)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1024 * 1024)) write(stream);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void Sweep(string folder, Manifest manifest)
    {
        var named = manifest.Parts.Select(part => NameOf(part.Identity)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            var isOurs = name.EndsWith(Unfinished, StringComparison.Ordinal) || name.EndsWith(Extension, StringComparison.Ordinal);
            if (isOurs && !named.Contains(name)) TryDelete(path);
        }
    }

    // Some systems keep a file that another process has mapped: it goes the next time.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string FolderOf(EmbeddingSpace space) => Path.Combine(_folder, space.Id);

    private Manifest? ReadManifest(EmbeddingSpace space)
    {
        var path = Path.Combine(FolderOf(space), Current);
        if (!File.Exists(path)) return null;
        if (Manifest.Read(File.ReadAllBytes(path)) is { } manifest) return manifest;
        throw new VectorIndexException(path, "it is damaged, or of another version of this program");
    }

    private IndexPart[] OpenParts(EmbeddingSpace space, Manifest manifest)
    {
        var shapes = manifest.Parts.Select(part => new SegmentShape(space.Dimensions, part.Count)).ToArray();
        var isMapped = shapes.Sum(shape => shape.CodesLength) > _options.ResidentBytes;
        var keepsRows = shapes.Sum(shape => shape.RowsLength) <= _options.KeptRowBytes;
        var parts = new List<IndexPart>();
        foreach (var part in manifest.Parts)
        {
            var path = Path.Combine(FolderOf(space), NameOf(part.Identity));
            var segment = SegmentFile.Open(path, part.Identity, space, isMapped, keepsRows);
            if (segment.Count != part.Count) throw new VectorIndexException(path, "it is another segment");
            parts.Add(new IndexPart(segment, part.Live));
        }

        return [.. parts];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Saved vectors are not used: {Reason}")]
    private partial void LogUnusable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Vectors could not be saved; searches go on, the next start takes longer: {Reason}")]
    private partial void LogUnsaved(string reason);
}
