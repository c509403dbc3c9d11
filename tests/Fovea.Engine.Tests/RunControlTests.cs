using Fovea.Catalog;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Tests;

/// <summary>A run that another process pauses, resumes and stops: here another connection to the same catalog.</summary>
public sealed class RunControlTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public void TryTell_NoRun_SaysSo() => Assert.False(RunControl.TryTell(_library.Catalog, RunCommand.Pause, out _));

    [Fact]
    public async Task Run_PausedAndResumedFromOutside_HoldsAndGoesOn()
    {
        for (var i = 0; i < 40; i++) _library.Add($"{i:00}.png", "red", $"{i}");
        using var other = SqlitePhotoCatalog.Open(_library.Home, TimeProvider.System);
        var gate = new PauseGate(TimeProvider.System);
        gate.Pause(); // until it can be told
        var run = StartAsync(gate);
        await UntilAsync(() => RunControl.TryTell(other, RunCommand.Pause, out _));
        gate.Resume();
        await UntilAsync(() => gate.IsPaused);
        Assert.False(run.IsCompleted);

        Assert.True(RunControl.TryTell(other, RunCommand.Resume, out var holder));
        var report = await run;

        Assert.StartsWith($"process {Environment.ProcessId}, since ", holder, StringComparison.Ordinal);
        Assert.Equal(40, report.New);
    }

    [Fact]
    public async Task Run_PausedOutsideAndResumedHere_IsNotPausedAgainByTheOldCommand()
    {
        _library.Add("a.png");
        var gate = new PauseGate(TimeProvider.System);
        gate.Pause();
        var run = StartAsync(gate);
        await UntilAsync(() => RunControl.TryTell(_library.Catalog, RunCommand.Pause, out _));
        await Task.Delay(600, TestContext.Current.CancellationToken); // it is obeyed meanwhile, and changes nothing

        gate.Resume();

        Assert.Equal(1, (await run).New);
    }

    [Fact]
    public async Task Run_StoppedFromOutside_IsCancelledAndKeepsWhatIsDone()
    {
        _library.Add("a.png");
        var gate = new PauseGate(TimeProvider.System);
        gate.Pause();
        var run = StartAsync(gate);
        await UntilAsync(() => RunControl.TryTell(_library.Catalog, RunCommand.Stop, out _));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(RunControl.TryTell(_library.Catalog, RunCommand.Stop, out _));
    }

    [Fact]
    public async Task Run_AfterOneThatDiedPaused_IsNotHeld()
    {
        // What a killed run leaves behind: its number, and the command that it was given.
        _library.Catalog.SetSetting("index.run", "00000000000000000000000000000001");
        _library.Catalog.SetSetting("index.command", "00000000000000000000000000000001 1 Pause");
        _library.Add("a.png");

        Assert.Equal(1, (await _library.IndexAsync()).New);
    }

    [Fact]
    public async Task Job_PausedFromOutside_ShowsIt()
    {
        for (var i = 0; i < 40; i++) _library.Add($"{i:00}.png", "red", $"{i}");
        using var held = _library.Catalog.TryLockForIndexing(out _);
        await using var job = new IndexJob(() => _library.CreateIndexer(), TimeProvider.System);
        job.Start(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] });
        job.Pause();
        held!.Dispose();
        await UntilAsync(() => RunControl.TryTell(_library.Catalog, RunCommand.Resume, out _));
        await UntilAsync(() => job.Status.State == IndexJobState.Idle);

        Assert.Equal(40, job.Status.LastReport!.New);
    }

    private Task<IndexReport> StartAsync(PauseGate gate) => Task.Run(() => _library.CreateIndexer().RunAsync(
        new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, gate, TestContext.Current.CancellationToken));

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue()) await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
