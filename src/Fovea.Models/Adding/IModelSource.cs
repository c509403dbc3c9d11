namespace Fovea.Models;

/// <summary>Where the files of a model that is carried over come from. Not thread-safe.</summary>
internal interface IModelSource : IDisposable
{
    /// <summary>The files: paths with forward slashes, from its top, and their bytes.</summary>
    IReadOnlyDictionary<string, long> Files { get; }

    /// <summary>Opens a file for reading.</summary>
    Stream Open(string path);
}
