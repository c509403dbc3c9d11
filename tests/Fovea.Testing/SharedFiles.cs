namespace Fovea.Testing;

/// <summary>
/// Test material that is not in the repository (real photos, CLIP's vocabulary): a folder named by FOVEA_SHARED, or "shared"
/// beside the checkout. A test that needs it is skipped, with <see cref="Reason"/>, where it is absent.
/// </summary>
public static class SharedFiles
{
    public const string Reason = "needs the shared test material (set FOVEA_SHARED to its folder)";

    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("FOVEA_SHARED") is { Length: > 0 } named ? named : RepositoryRoot.File("..", "shared");

    /// <summary>The path of a shared file or folder; null when it is not there.</summary>
    public static string? Find(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Folder, .. parts]));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }
}
