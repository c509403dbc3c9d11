using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fovea.Page.Tests.Support;

/// <summary>The real program while it serves one library.</summary>
internal sealed partial class FoveaServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FoveaServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The program ended with code {process.ExitCode}.\n{Said}"));
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The program file, as it was built.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fovea.exe" : "fovea");

    /// <summary>The address that lets a browser in.</summary>
    public Uri OpeningAddress { get; private set; } = null!;

    /// <summary>The page without its key.</summary>
    public Uri Address => new(OpeningAddress.GetLeftPart(UriPartial.Authority) + "/");

    private string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts the program and waits until it says where the page is.</summary>
    /// <param name="home">The data folder.</param>
    /// <param name="user">What is the person's home folder: the trash and "~" are in it.</param>
    /// <param name="port">0: any.</param>
    /// <param name="more">More of the command line.</param>
    public static async Task<FoveaServer> StartAsync(string home, string user, int port = 0, params string[] more)
    {
        var start = new ProcessStartInfo(Program, ["serve", "--port", port.ToString(CultureInfo.InvariantCulture), "--home", home, .. more])
        {
            WorkingDirectory = user,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = user;
        start.Environment["XDG_DATA_HOME"] = Path.Combine(user, ".local", "share");
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("DISPLAY");
        var server = new FoveaServer(Process.Start(start)!);
        try
        {
            server.OpeningAddress = await server._address.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
            return server;
        }
        catch (TimeoutException)
        {
            var said = server.Said;
            await server.DisposeAsync();
            throw new TimeoutException($"The program did not say within {Limit.TotalSeconds} s where the page is.\n{said}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (AddressLine().Match(line) is { Success: true } match) _address.TrySetResult(new Uri(match.Groups["address"].Value));
    }

    [GeneratedRegex(@"(?<address>http://\S+\?token=[\w-]+)")]
    private static partial Regex AddressLine();
}
