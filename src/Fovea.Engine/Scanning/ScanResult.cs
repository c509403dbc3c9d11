namespace Fovea.Engine.Scanning;

/// <summary>What was found under one root.</summary>
/// <param name="IsAvailable">Whether the root itself could be listed; if not, nothing else is known.</param>
/// <param name="IsEmpty">Whether the root holds nothing at all, as the mount point of an unplugged drive does.</param>
/// <param name="Files">The files, each once.</param>
/// <param name="Issues">Folders that could not be read.</param>
/// <param name="Bare">
/// Absolute paths of folders below the root that hold nothing and from which nothing was taken since the root was last indexed: what held
/// photos then was something else, a drive that was mounted there.
/// </param>
/// <param name="Folders">Absolute paths of the folders that were listed, in the order of the walk.</param>
public sealed record ScanResult(bool IsAvailable, bool IsEmpty, IReadOnlyList<ScannedFile> Files, IReadOnlyList<ScanIssue> Issues, IReadOnlyList<string> Bare, IReadOnlyList<string> Folders);
