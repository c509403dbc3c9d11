namespace Fovea.Page.Tests.Support;

/// <summary>Node.js, which runs the page's own unit tests.</summary>
internal static class NodeProgram
{
    public const string Reason = "needs Node.js 20 or later on the path";

    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(f => System.IO.Path.Combine(f, OperatingSystem.IsWindows() ? "node.exe" : "node")).FirstOrDefault(File.Exists);
}
