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
        using var held = new ManualResetEventSlim();
        _library.Decoder.Before = _ => held.Wait(TestContext.Current.CancellationToken);
        var gate = new PauseGate(TimeProvider.System);
        var run = StartAsync(gate);
        await UntilAsync(() => RunControl.TryTell(other, RunCommand.Pause, out _));
        await UntilAsync(() => gate.IsPaused);
        held.Set();

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
    public async Task Job_PausedFromOutside_ShowsItAndTellsListeners()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i:00}.png", "red", $"{i}");
        using var held = new ManualResetEventSlim();
        _library.Decoder.Before = _ => held.Wait(TestContext.Current.CancellationToken);
        await using var job = new IndexJob(() => _library.CreateIndexer(), TimeProvider.System);
        var seen = IndexJobState.Idle;
        job.Changed += () => seen = job.Status.State;
        job.Start(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] });

        await UntilAsync(() => RunControl.TryTell(_library.Catalog, RunCommand.Pause, out _));
        await UntilAsync(() => seen == IndexJobState.Paused);
        held.Set();
        Assert.True(RunControl.TryTell(_library.Catalog, RunCommand.Resume, out _));
        await UntilAsync(() => seen == IndexJobState.Idle);

        Assert.Equal(10, job.Status.LastReport!.New);
    }

    [Fact]
    public async Task Job_StoppedFromOutside_IsIdleWithoutAnError()
    {
        _library.Add("a.png");
        await using var job = new IndexJob(() => _library.CreateIndexer(), TimeProvider.System);
        using var held = new ManualResetEventSlim();
        _library.Decoder.Before = _ => held.Wait(TestContext.Current.CancellationToken);
        job.Start(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] });

        await UntilAsync(() => RunControl.TryTell(_library.Catalog, RunCommand.Stop, out _));
        await Task.Delay(1500, TestContext.Current.CancellationToken); // it obeys within a second
        held.Set();
        await UntilAsync(() => job.Status.State == IndexJobState.Idle);

        Assert.Null(job.Status.LastError);
    }

    private Task<IndexReport> StartAsync(PauseGate gate) => Task.Run(() => _library.CreateIndexer().RunAsync(
        new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, gate, TestContext.Current.CancellationToken));

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isTrue()) await Task.Delay(20, limit.Token);
    }
}
