namespace Fovea.Page.Tests.Support;

/// <summary>Node.js, which runs the page's own unit tests: the one that Playwright brings, so that none needs to be installed.</summary>
internal static class NodeProgram
{
    public const string Reason = "needs Node.js 20 or later; Playwright brings none for this platform and none is on the path";

    private static readonly string Name = OperatingSystem.IsWindows() ? "node.exe" : "node";

    public static string? Path { get; } = Brought().Concat(OnPath()).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Brought() => new DirectoryInfo(System.IO.Path.Combine(AppContext.BaseDirectory, ".playwright", "node")) is { Exists: true } folder
        ? folder.GetDirectories().Select(platform => System.IO.Path.Combine(platform.FullName, Name))
        : [];

    private static IEnumerable<string> OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, Name));
}
