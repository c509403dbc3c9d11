using System.IO.Compression;

namespace Fovea.Models;

/// <summary>A model in a ZIP archive.</summary>
internal sealed class ZipSource : IModelSource
{
    private const int MostEntries = 10_000;
    private const int UnixLink = 0xA000;
    private const int UnixKind = 0xF000;

    private readonly string _path;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    /// <summary>Reads the archive's list.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or lists what no model has.</exception>
    /// <exception cref="ModelException">It names files outside of itself.</exception>
    public ZipSource(string path)
    {
        _path = path;

        // What is empty may be a pipe: opening it would wait for ever.
        if (new FileInfo(path) is var file && (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length == 0) throw new InvalidDataException("it is empty.");
        _archive = Read(path);
        try
        {
            if (_archive.Entries.Count > MostEntries) throw new InvalidDataException(FormattableString.Invariant($"it has more than {MostEntries} files."));
            var files = _archive.Entries.Where(IsFile).GroupBy(NameOf, StringComparer.Ordinal).ToList();
            if (files.FirstOrDefault(entry => !IsPlain(entry.Key)) is { } outside) throw new ModelException(path, $"{path} names a file outside of itself (\"{outside.Key}\"). Nothing of it was taken.");
            if (files.FirstOrDefault(entry => entry.Count() > 1) is { } twice) throw new InvalidDataException($"it has {twice.Key} twice.");
            _entries = files.ToDictionary(entry => entry.Key, entry => entry.Single(), StringComparer.Ordinal);
            Files = _entries.ToDictionary(entry => entry.Key, entry => entry.Value.Length, StringComparer.Ordinal);
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string path)
    {
        var entry = _entries[path];
        return entry.IsEncrypted
            ? throw new ModelException(_path, $"{_path} is encrypted. Unpack it with the program and the password that it was made with, and add the folder.")
            : new CheckedEntryStream(entry.Open(), entry);
    }

    public void Dispose() => _archive.Dispose();

    private static ZipArchive Read(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("it is no ZIP archive, or is cut off.", e);
        }
    }

    // Archives of older Windows programs have backslashes; some begin every name at their own folder.
    private static string NameOf(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        return name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
    }

    // macOS puts a shadow of every file into archives.
    private static bool IsFile(ZipArchiveEntry entry) =>
        NameOf(entry) is var name && !name.EndsWith('/') && ((entry.ExternalAttributes >> 16) & UnixKind) != UnixLink && !name.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static bool IsPlain(string path) => path.AsSpan().IndexOfAny(':', '\0') < 0 && path.Split('/').All(part => part is not ("" or "." or ".."));
}
