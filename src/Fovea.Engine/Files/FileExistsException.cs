namespace Fovea.Engine.Files;

/// <summary>Something is already where a file was to be put.</summary>
internal sealed class FileExistsException(string message) : IOException(message);
