using System.IO.Compression;

namespace Fovea.Models;

/// <summary>A model in a ZIP archive.</summary>
internal sealed class ZipSource : IModelSource
{
    private const int MostEntries = 10_000;
    private const int UnixLink = 0xA000;
    private const int UnixKind = 0xF000;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    /// <summary>Reads the archive's list.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or lists what no model has.</exception>
    public ZipSource(string path)
    {
        _archive = ZipFile.OpenRead(path);
        try
        {
            if (_archive.Entries.Count > MostEntries) throw new InvalidDataException(FormattableString.Invariant($"it has more than {MostEntries} files."));
            var files = _archive.Entries.Where(IsFile).GroupBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
            if (files.FirstOrDefault(file => file.Count() > 1) is { } twice) throw new InvalidDataException($"it has {twice.Key} twice.");
            _entries = files.ToDictionary(file => file.Key, file => file.Single(), StringComparer.Ordinal);
            Files = _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Length, StringComparer.Ordinal);
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string path) => _entries[path].Open();

    public void Dispose() => _archive.Dispose();

    // macOS puts a shadow of every file into archives.
    private static bool IsFile(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/') && ((entry.ExternalAttributes >> 16) & UnixKind) != UnixLink && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);
}
