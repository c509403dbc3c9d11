using System.Diagnostics;

namespace Fovea.Clip.Tests;

/// <summary>PyTorch of the system's Python (Debian: python3-torch), to write checkpoints with; tests without it are skipped.</summary>
internal static class PyTorch
{
    private const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> IsThere = new(() => File.Exists(Python) && Run("-c", "import torch").Code == 0);

    private static string Script => RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "checkpoints", "make_checkpoints.py");

    /// <summary>Runs make_checkpoints.py.</summary>
    public static void Write(string folder, string options)
    {
        Assert.SkipUnless(IsThere.Value, $"needs PyTorch in {Python} (apt-get install python3-torch)");
        var (code, error) = Run([Script, folder, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.True(code == 0, error);
    }

    private static (int Code, string Error) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
