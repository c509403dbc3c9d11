using System.Diagnostics;

namespace Fovea.Bench.Indexing;

/// <summary>Runs Fovea and its peers over a folder, each in a process of its own.</summary>
/// <param name="model">A model folder.</param>
/// <param name="photos">A folder of photos.</param>
internal sealed class IndexPeers(string model, string photos)
{
    /// <summary>Indexes with a published Fovea into a library of its own that is deleted after it.</summary>
    public PeerResult Fovea(string program, string[] options)
    {
        var home = Directory.CreateTempSubdirectory("fovea-bench-");
        try
        {
            return Run(program, ["index", photos, "--home", home.FullName, "--model", model, "--json", "--quiet", .. options]);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    /// <summary>sharp and onnxruntime-node, in a folder where npm has installed them.</summary>
    public PeerResult Node(string folder, string graph, int size) =>
        Run("node", [Path.Combine(folder, "index.mjs"), graph, photos, "--size", Text(size)]);

    /// <summary>Pillow, without an encoder.</summary>
    public PeerResult Pillow(string script, int size) => Run("/usr/bin/python3", [script, photos, "--size", Text(size)]);

    /// <summary>Copies the Node.js peer out of the repository and lets npm install what it names, once.</summary>
    public static string InstallNode(string source)
    {
        var folder = Path.Combine(Path.GetTempPath(), "fovea-peer-sharp");
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])["index.mjs", "package.json"]) File.Copy(Path.Combine(source, name), Path.Combine(folder, name), overwrite: true);
        if (Directory.Exists(Path.Combine(folder, "node_modules"))) return folder;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
        npm.WaitForExit();
        return npm.ExitCode == 0 ? folder : throw new InvalidOperationException("npm install failed.");
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static PeerResult Run(string program, string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return output.Contains('{', StringComparison.Ordinal) ? PeerResult.Parse(output, seconds) : throw new InvalidOperationException($"{program} ended with {process.ExitCode} and said nothing.");
    }
}
