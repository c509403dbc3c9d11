using System.Diagnostics;
using Fovea.Testing;

namespace Fovea.Architecture.Tests;

/// <summary>The files that belong to the repository: what git tracks or would track; in an unpacked archive, all that is not built.</summary>
internal static class Repository
{
    private static readonly string[] BuiltFolders = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".git", ".vs", ".idea"];

    /// <summary>Paths below the root with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (FromGit() ?? FromDisk()).Where(f => File.Exists(Full(f))).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Sources { get; } = [.. Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal))];

    public static string Full(string file) => RepositoryRoot.File(file);

    public static string Read(string file) => File.ReadAllText(Full(file));

    private static string[]? FromGit()
    {
        if (!Path.Exists(Full(".git"))) return null;
        try
        {
            var (exitCode, output) = Run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
            return exitCode == 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // git is not installed.
        }
    }

    private static IEnumerable<string> FromDisk() =>
        Directory.EnumerateFiles(RepositoryRoot.Path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Intersect(BuiltFolders).Any());

    /// <summary>Runs a program in the root and returns its exit code and everything it wrote.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.GetAwaiter().GetResult());
    }
}
