namespace Fovea.Page.Tests.Support;

/// <summary>What tests leave to be looked at; the folder is not part of the repository.</summary>
internal static class Artifacts
{
    public static string Folder(params string[] parts) => Directory.CreateDirectory(RepositoryRoot.File(["artifacts", "page", .. parts])).FullName;

    public static string File(params string[] parts)
    {
        var path = RepositoryRoot.File(["artifacts", "page", .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
