namespace Fovea.Engine.Watching;

/// <summary>Something that happened in a watched folder.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">Absolute path of the file or folder; empty for <see cref="FolderEventKind.Lost"/>.</param>
internal readonly record struct FolderEvent(FolderEventKind Kind, string Path);
