namespace Fovea.Cli.Tests;

/// <summary>Runs that another process pauses, resumes and stops, and runs that take less than all.</summary>
public sealed class ControlTests : IDisposable
{
    private const int Photos = 600;

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Index_PausedAndResumed_StandsStillAndGoesOn()
    {
        _program.DrawMany(Photos);
        using var running = _program.Start("index", ".", "--jobs", "1");
        await running.UntilAsync(() => IndexedSoFar() > 0, "a photo is in the catalog");

        var paused = (await _program.RunAsync("index", "--pause")).Ends(0);
        Assert.Matches(@"^Paused: process \d+, since \d\d:\d\d\s*$", paused.Error);
        await Task.Delay(1500, TestContext.Current.CancellationToken); // it obeys within a second, and what was ready is committed
        var before = IndexedSoFar();
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Equal(before, IndexedSoFar());
        Assert.InRange(before, 1, Photos - 1);

        Assert.StartsWith("Goes on: process", (await _program.RunAsync("index", "--resume")).Ends(0).Error, StringComparison.Ordinal);
        (await running.WaitAsync()).Ends(0);
        Assert.Equal(Photos, IndexedSoFar());
    }

    [Fact]
    public async Task Index_Stopped_EndsAsWithCtrlC()
    {
        _program.DrawMany(Photos);
        using var running = _program.Start("index", ".", "--throttle", "20%");
        await running.UntilAsync(() => IndexedSoFar() > 0, "a photo is in the catalog");

        (await _program.RunAsync("index", "--stop")).Ends(0);

        var result = (await running.WaitAsync()).Ends(130);
        Assert.Equal("Stopped. What is done is kept; run it again to go on.", result.Error.Trim());
        Assert.InRange(IndexedSoFar(), 1, Photos - 1);
    }

    [Fact]
    public async Task Index_KilledWhilePaused_DoesNotHoldTheNextRun()
    {
        _program.DrawMany(Photos);
        using (var running = _program.Start("index", "."))
        {
            await running.UntilAsync(() => IndexedSoFar() > 0, "a photo is in the catalog");
            (await _program.RunAsync("index", "--pause")).Ends(0);
            await Task.Delay(500, TestContext.Current.CancellationToken);
            running.Kill();
            await running.WaitAsync();
        }

        Assert.Equal("Nothing is being indexed now.", (await _program.RunAsync("index", "--resume")).Ends(1).Error.Trim());
        (await _program.RunAsync("index", "--full-speed")).Ends(0);
        Assert.Equal(Photos, IndexedSoFar());
    }

    [Theory]
    [InlineData("--throttle needs a whole number of percent from 1 to 100, not '0'.", "--throttle", "0")]
    [InlineData("--throttle needs a whole number of percent from 1 to 100, not 'half'.", "--throttle", "half")]
    [InlineData("--jobs needs a whole number from 1 to 256, not '0'.", "--jobs", "0")]
    [InlineData("--throttle and --full-speed contradict each other; give one of them.", "--throttle", "50", "--full-speed")]
    [InlineData("--pause is for a run that is in progress, and stands alone.", "--pause", "--resume")]
    [InlineData("--stop is for a run that is in progress, and stands alone.", "--stop", ".")]
    public async Task Index_OptionsThatMakeNoSense_AreRefusedInWords(string expected, params string[] args) =>
        Assert.StartsWith($"fovea: {expected}", (await _program.RunAsync(["index", .. args])).Ends(2).Error, StringComparison.Ordinal);

    private long IndexedSoFar()
    {
        if (!File.Exists(Path.Combine(_program.Home, "catalog.db"))) return 0;
        using var catalog = Catalog.SqlitePhotoCatalog.Open(_program.Home, TimeProvider.System);
        return catalog.GetCounts().Sum(count => count.Indexed);
    }
}
