using System.Text.RegularExpressions;

namespace Fovea.Architecture.Tests;

public sealed partial class RepositoryFileTests
{
    private const long LargestFile = 2 * 1024 * 1024;

    private static readonly string[] BuiltOrPacked =
        [".dll", ".exe", ".so", ".dylib", ".a", ".o", ".pdb", ".nupkg", ".zip", ".7z", ".tar", ".tgz", ".rar", ".jar", ".whl", ".db", ".sqlite"];

    private static readonly string[] Texts =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".txt", ".json", ".yml", ".yaml", ".sh", ".ps1", ".html", ".css", ".js", ".sql", ""];

    [Fact]
    public void OnlyModels_AreLarge() => Violations.None(
        Repository.Files.Where(f => !f.StartsWith("models/", StringComparison.Ordinal) && new FileInfo(Repository.Full(f)).Length > LargestFile)
            .Select(f => $"{f} is larger than {LargestFile} bytes"));

    [Fact]
    public void NothingBuiltOrPacked_IsCommitted() => Violations.None(
        Repository.Files.Where(f => BuiltOrPacked.Contains(Path.GetExtension(f).ToLowerInvariant()) && !f.Contains("/Fixtures/", StringComparison.Ordinal))
            .Select(f => $"{f} is no source"));

    [Fact]
    public void NoFile_NamesAPlaceOnSomebodysMachine()
    {
        var named =
            from file in Repository.Files
            where Texts.Contains(Path.GetExtension(file)) && new FileInfo(Repository.Full(file)).Length < LargestFile
            let match = LocalPath().Match(Repository.Read(file))
            where match.Success
            select $"{file}: {match.Value}";

        Violations.None(named);
    }

    [Fact]
    public void FileNames_AreDifferentAlsoWhereCaseDoesNotCount() =>
        Assert.Equal(Repository.Files.Count, Repository.Files.Distinct(StringComparer.OrdinalIgnoreCase).Count());

    // Folders of build machines and containers, where nothing of a user's lies.
    [GeneratedRegex(@"(?<![\w.\-/])/(?:root|workspace|workspaces|work|builds)/[\w.]+")]
    private static partial Regex LocalPath();
}
