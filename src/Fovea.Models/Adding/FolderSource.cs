namespace Fovea.Models;

/// <summary>A model in a folder. Links are followed: Hugging Face's cache is full of them.</summary>
internal sealed class FolderSource : IModelSource
{
    private readonly string _folder;

    public FolderSource(string folder)
    {
        _folder = folder;
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = false, AttributesToSkip = 0 };
        Files = new DirectoryInfo(folder).EnumerateFiles("*", options).ToDictionary(
            file => Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), Length, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string path) => new FileStream(Path.Combine(_folder, path), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    public void Dispose()
    {
        // Nothing is held.
    }

    private static long Length(FileInfo file) => file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target.Length : file.Length;
}
