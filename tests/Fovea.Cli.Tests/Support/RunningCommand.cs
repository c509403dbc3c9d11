using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Fovea.Cli.Tests.Support;

/// <summary>The program while it runs.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly MemoryStream _output = new();
    private readonly Lock _gate = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;

    private RunningCommand(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorAsync());
    }

    public static RunningCommand Start(ProcessStartInfo start, string? input)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardErrorEncoding = Encoding.UTF8;
        var process = Process.Start(start)!;
        if (input is not null) process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(input));
        process.StandardInput.Close();
        return new RunningCommand(process);
    }

    /// <summary>Sends a signal by its name. Skips the test where whoever started it ignores interrupts (nohup, a script's background): programs inherit that.</summary>
    public void Signal(string name)
    {
        Assert.SkipWhen(name == "INT" && IgnoresInterrupts(), "interrupts are ignored here: run the tests in the foreground");
        using var kill = Process.Start("/bin/kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    // The mask in hexadecimal; the bit of signal 2 is the second.
    private static bool IgnoresInterrupts() => OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line["SigIgn:".Length..], NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) & 2) != 0;

    /// <summary>Ends it at once, as a power failure would.</summary>
    public void Kill() => _process.Kill();

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public async Task<CommandResult> WaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            await _reading.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end within {Limit.TotalSeconds} s.\n{Printed}\n{Said()}");
        }

        return new CommandResult(_process.ExitCode, _output.ToArray(), Said());
    }

    /// <summary>Standard output so far.</summary>
    public string Printed
    {
        get
        {
            lock (_gate) return Encoding.UTF8.GetString(_output.ToArray());
        }
    }

    /// <summary>Waits until standard output holds a text.</summary>
    public Task UntilPrintsAsync(string text) => UntilAsync(() => Printed.Contains(text, StringComparison.Ordinal), $"it prints '{text}'");

    /// <summary>Waits until standard error holds a text.</summary>
    public Task UntilSaysAsync(string text) => UntilAsync(() => Said().Contains(text, StringComparison.Ordinal), $"it says '{text}'");

    /// <summary>Waits for something that happens while it runs.</summary>
    public async Task UntilAsync(Func<bool> isTrue, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isTrue())
        {
            if (_process.HasExited && !isTrue()) Assert.Fail($"The program ended before {what}.\n{Said()}");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"Not within {Limit.TotalSeconds} s: {what}.\n{Said()}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _output.Dispose();
    }

    private string Said()
    {
        lock (_error) return _error.ToString();
    }

    private async Task ReadOutputAsync()
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await _process.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            lock (_gate) _output.Write(buffer, 0, count);
        }
    }

    private async Task ReadErrorAsync()
    {
        var buffer = new char[4096];
        int count;
        while ((count = await _process.StandardError.ReadAsync(buffer)) > 0)
        {
            lock (_error) _error.Append(buffer, 0, count);
        }
    }
}
