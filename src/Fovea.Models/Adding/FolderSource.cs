namespace Fovea.Models;

/// <summary>A model in a folder. Links are followed: Hugging Face's cache is full of them.</summary>
internal sealed class FolderSource : IModelSource
{
    private readonly string _folder;

    public FolderSource(string folder)
    {
        _folder = folder;
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = false, AttributesToSkip = 0 };
        Files = new DirectoryInfo(folder).EnumerateFiles("*", options)
            .Select(file => (Path: Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), File: file))

            // No model has such names; Windows leaves some beside what was downloaded.
            .Where(one => one.Path.AsSpan().IndexOfAny('\\', ':') < 0)
            .ToDictionary(one => one.Path, one => Length(one.File), StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, long> Files { get; }

    // Nothing is read of what is empty: it may be a pipe, which nobody ever writes to.
    public Stream Open(string path) => Files[path] == 0 ? Stream.Null : new FileStream(Path.Combine(_folder, path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    public void Dispose()
    {
        // Nothing is held.
    }

    private static long Length(FileInfo file) => file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length : file.Length;
}
