using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

/// <summary>This program once more, as a process that indexes without end: to be killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    public const int BatchSize = 20;

    private const string Variable = "FOVEA_TEST_WRITE_CATALOG";

    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts it and waits until it has written a batch.</summary>
    public static async Task<WriterProcess> StartAsync(string dataFolder)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(WriterProcess).Assembly.Location);
        start.Environment[Variable] = dataFolder;
        var process = Process.Start(start)!;
        Assert.Equal("writing", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return new WriterProcess(process);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // Runs before the test runner's own beginning.
    [ModuleInitializer]
    internal static void WriteIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder) return;
        using var catalog = SqlitePhotoCatalog.Open(folder, TimeProvider.System);
        using var right = catalog.TryLockForIndexing(out _);
        var root = catalog.AddRoot("/written").Id;
        for (var batch = 0; ; batch++)
        {
            // New photos, and every third time the same paths with other content.
            var name = (batch - (batch % 3 == 2 ? 1 : 0)).ToString(CultureInfo.InvariantCulture);
            catalog.Commit(Model, [.. Enumerable.Range(0, BatchSize).Select(n => Photo(root, $"{name}-{n}.jpg", ((batch * BatchSize) + n) % 60_000))]);
            if (batch == 0) Console.WriteLine("writing");
        }
    }
}
