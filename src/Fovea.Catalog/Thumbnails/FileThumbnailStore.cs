using System.Globalization;
using System.IO.Enumeration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fovea.Catalog;

/// <summary>Thumbnails as one file each: <c>thumbnails/9f3/9f3a….jpg</c> in the data folder (docs/formats/thumbnails.md).</summary>
public sealed partial class FileThumbnailStore : IThumbnailStore
{
    private const int PrefixDigits = 3;
    private const string Extension = ".jpg";
    private const string Unfinished = ".unfinished";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What is not finished after this time never will be.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _isTold;

    /// <summary>Opens the store. The folder is made when the first thumbnail is kept.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told once when thumbnails cannot be kept.</param>
    public FileThumbnailStore(string dataFolder, TimeProvider time, ILogger<FileThumbnailStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        _folder = Path.Combine(dataFolder, "thumbnails");
        _time = time;
        _logger = logger ?? NullLogger<FileThumbnailStore>.Instance;
    }

    /// <inheritdoc />
    public byte[]? Find(ContentHash hash)
    {
        var path = PathOf(hash);
        try
        {
            if (!File.Exists(path)) return null;
            var jpeg = File.ReadAllBytes(path);
            return IsWhole(jpeg) ? jpeg : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Store(ContentHash hash, ReadOnlySpan<byte> jpeg)
    {
        var path = PathOf(hash);
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            Write(unfinished, jpeg);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Delete(unfinished);
            if (Interlocked.Exchange(ref _isTold, 1) == 0) LogNotKept(_logger, e.GetType().Name, e.HResult);
        }
    }

    /// <inheritdoc />
    public void Remove(ContentHash hash) => Delete(PathOf(hash));

    /// <inheritdoc />
    public void RemoveAllBut(IReadOnlySet<ContentHash> kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var now = _time.GetUtcNow();
        foreach (var (path, _, modified) in Files())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isOurs = TryReadName(Path.GetFileName(path), out var hash);
            var isLeftOver = path.EndsWith(Unfinished, StringComparison.Ordinal) && now - modified > Abandoned;
            if (isLeftOver || (isOurs && !kept.Contains(hash))) Delete(path);
        }
    }

    /// <inheritdoc />
    public long MeasureBytes() => Files().Sum(file => file.Bytes);

    private static bool IsWhole(ReadOnlySpan<byte> jpeg) =>
        jpeg.Length > 4 && jpeg.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) && jpeg.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]);

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(bytes);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or the next sweep's.
        }
    }

    private static bool TryReadName(string name, out ContentHash hash)
    {
        hash = default;
        if (!name.EndsWith(Extension, StringComparison.Ordinal)) return false;
        var digits = name.AsSpan(0, name.Length - Extension.Length);
        if (!UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        hash = new ContentHash(value);
        return digits.SequenceEqual(hash.ToString());
    }

    private List<(string Path, long Bytes, DateTimeOffset Modified)> Files()
    {
        var files = new List<(string, long, DateTimeOffset)>();
        try
        {
            if (!Directory.Exists(_folder)) return files;
            foreach (var folder in Directory.EnumerateDirectories(_folder, new string('?', PrefixDigits), NoLinks))
            {
                files.AddRange(new FileSystemEnumerable<(string, long, DateTimeOffset)>(
                    folder, (ref entry) => (entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc), NoLinks)
                {
                    ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
                });
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What can be seen is enough.
        }

        return files;
    }

    private string PathOf(ContentHash hash)
    {
        var digits = hash.ToString();
        return Path.Combine(_folder, digits[..PrefixDigits], digits + Extension);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Thumbnails cannot be kept ({Error}, {Code:X8}); they are made when they are shown. Check space and permissions of the data folder.")]
    private static partial void LogNotKept(ILogger logger, string error, int code);
}
