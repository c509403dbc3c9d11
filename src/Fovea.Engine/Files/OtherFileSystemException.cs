namespace Fovea.Engine.Files;

/// <summary>A file cannot be moved because the new place lies on another file system.</summary>
internal sealed class OtherFileSystemException(string message) : IOException(message);
