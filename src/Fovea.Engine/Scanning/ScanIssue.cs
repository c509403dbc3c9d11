namespace Fovea.Engine.Scanning;

/// <summary>A folder that could not be read. What the catalog knows below it is neither confirmed nor gone.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Reason">Why, in plain words.</param>
public sealed record ScanIssue(string Folder, string Reason);
