namespace Fovea;

/// <summary>A folder of the library.</summary>
/// <param name="Path">Absolute path without a trailing separator (except a file system's own root).</param>
/// <param name="Photos">Indexed photos in and below it, offline ones included.</param>
public sealed record FolderCount(string Path, long Photos);
