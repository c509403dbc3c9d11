namespace Fovea.Engine.Scanning;

/// <summary>A file found under a root.</summary>
/// <param name="Root">The root.</param>
/// <param name="Path">Path below the root.</param>
/// <param name="Companion">Path below the root of the RAW file that is the same photo.</param>
/// <param name="Stamp">Size and modification time.</param>
public sealed record ScannedFile(RootId Root, string Path, string? Companion, FileStamp Stamp);
