namespace Fovea.Cli.Tests;

/// <summary>Runs that are stopped, killed, or meet one another.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int Photos = 300;

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Index_Stopped_KeepsWhatIsDoneAndSaysSo(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        _program.DrawMany(4 * Photos);
        using var running = _program.Start("index", ".");
        await running.UntilAsync(() => IndexedSoFar() > 0, "a photo is in the catalog");

        running.Signal(signal);
        var result = await running.WaitAsync();

        result.Ends(130);
        Assert.Equal("Stopped. What is done is kept; run it again to go on.", result.Error.Trim());
        var kept = await StatusAsync("indexed");
        Assert.InRange(kept, 1, (4 * Photos) - 1);
        Assert.Equal(kept, await StatusAsync("encodedWithModel"));
        var partial = (await _program.RunAsync("search", "colour", "--in", ".", "-n", "1")).Ends(0);
        Assert.StartsWith($"note: {_program.Folder} is not wholly indexed yet; 'fovea index' goes on with it.", partial.Error, StringComparison.Ordinal);
        var rest = (await _program.RunAsync("index", ".", "--json")).Ends(0).Json;
        Assert.Equal((4 * Photos) - kept, rest.GetProperty("new").GetInt32());
    }

    [Fact]
    public async Task Index_KilledAtAnyMoment_LeavesEveryPhotoAbsentOrWhole()
    {
        _program.DrawMany(Photos);
        foreach (var delay in new[] { 300, 900, 1500, 2100 })
        {
            using (var running = _program.Start("index", "."))
            {
                await Task.Delay(delay + Random.Shared.Next(200), TestContext.Current.CancellationToken);
                running.Kill();
                await running.WaitAsync();
            }

            var status = (await _program.RunAsync("status", "--json")).Ends(0).Json;
            Assert.Equal(status.GetProperty("indexed").GetInt32(), status.GetProperty("encodedWithModel").GetInt32());
        }

        (await _program.RunAsync("index", ".")).Ends(0);

        Assert.Equal(Photos, await StatusAsync("encodedWithModel"));
        Assert.Equal(Photos, (await _program.RunAsync("search", "colour", "--paths", "-n", "1000")).Ends(0).Lines.Distinct().Count());
    }

    [Fact]
    public async Task Index_TwiceAtOnce_TheSecondWaitsAndSaysSo()
    {
        _program.DrawMany(2 * Photos);
        _program.Draw(Path.Combine("..", "more", "red.png"), 220, 20, 20);
        using var first = _program.Start("index", ".");
        await first.UntilAsync(() => IndexedSoFar() > 0, "a photo is in the catalog");
        using var second = _program.Start("index", "../more");
        await second.UntilSaysAsync("Waiting: another Fovea is indexing (");

        (await first.WaitAsync()).Ends(0);
        var waited = (await second.WaitAsync()).Ends(0);

        Assert.Contains("1 new, 0 changed", waited.Error, StringComparison.Ordinal);
        Assert.Equal((2 * Photos) + 1, await StatusAsync("encodedWithModel"));
    }

    [Fact]
    public async Task Search_WhileIndexing_FindsWhatIsDone()
    {
        _program.DrawMany(4 * Photos);
        using var indexing = _program.Start("index", ".");
        await indexing.UntilAsync(() => IndexedSoFar() > 0, "a photo is in the catalog");

        var found = (await _program.RunAsync("search", "colour", "--paths", "-n", "10")).Ends(0);

        Assert.Equal(10, found.Lines.Length);
        Assert.False(indexing.HasExited, "the indexing was over before the search: draw more photos");
        indexing.Kill();
        await indexing.WaitAsync();
    }

    private async Task<int> StatusAsync(string name) => (await _program.RunAsync("status", "--json")).Ends(0).Json.GetProperty(name).GetInt32();

    // Looked up in the catalog itself: a process for each look would take the processors from the run.
    private long IndexedSoFar()
    {
        if (!File.Exists(Path.Combine(_program.Home, "catalog.db"))) return 0;
        using var catalog = Catalog.SqlitePhotoCatalog.Open(_program.Home, TimeProvider.System);
        return catalog.GetCounts().Sum(count => count.Indexed);
    }
}
