using System.Diagnostics;
using System.Globalization;

namespace Fovea.Bench.Serving;

/// <summary>The server in a process of its own, so that its memory is its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly bool _isOurs;

    private ServerProcess(Process process, bool isOurs, Uri address) => (_process, _isOurs, Address) = (process, isOurs, address);

    /// <summary>The address that signs in.</summary>
    public Uri Address { get; }

    /// <summary>Starts the published program, or, where none is named, this one as <see cref="ServerHost"/>.</summary>
    public static ServerProcess Start(string? program, string home, int times)
    {
        string[] arguments = program is null
            ? [typeof(ServerProcess).Assembly.Location, "serve-host", home, times.ToString(CultureInfo.InvariantCulture)]
            : ["serve", "--home", home, "--port", "0", "--no-index", "--quiet"];
        var start = new ProcessStartInfo(program ?? Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, program is null, new Uri(line));
    }

    /// <summary>What it has computed so far, on all processors together: tells a cost whatever else the machine does.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Megabytes: resident, of those not backed by files, and in the collector's heap (unknown in the published program).</summary>
    public string Memory()
    {
        var status = File.Exists($"/proc/{_process.Id}/status") ? File.ReadAllLines($"/proc/{_process.Id}/status") : [];
        var heap = _isOurs ? Ask() : "unknown";
        return $"resident {Read(status, "VmRSS:")} MB, own {Read(status, "RssAnon:")} MB, peak {Read(status, "VmHWM:")} MB, collector's heap {heap}";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Read(string[] status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? (long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) / 1024).ToString(CultureInfo.InvariantCulture)
            : "?";

    private string Ask()
    {
        _process.StandardInput.WriteLine();
        return _process.StandardOutput.ReadLine() ?? "?";
    }
}
