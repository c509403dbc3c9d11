using Fovea.Engine.Pacing;

namespace Fovea.Engine.Tests.Pacing;

public sealed class PacerTests
{
    private readonly SteppedTime _time = new();
    private TimeSpan _used;

    [Theory]
    [InlineData(1.0, 1000)]
    [InlineData(0.5, 500)]
    [InlineData(0.25, 250)]
    [InlineData(0.01, 10)]
    public async Task WaitAsync_PhotosThatTakeAllProcessors_AreHeldToTheShare(double share, int expected)
    {
        var pacer = new Pacer(() => share, () => _used, 2, _time);
        var began = _time.GetTimestamp();

        // Each photo takes 100 ms of both processors; a share of 1 makes 1,000 of them in 100 s.
        var photos = 0;
        while (_time.GetElapsedTime(began) < TimeSpan.FromSeconds(100))
        {
            await pacer.WaitAsync(TestContext.Current.CancellationToken);
            _time.Step(TimeSpan.FromMilliseconds(100));
            _used += TimeSpan.FromMilliseconds(200);
            photos++;
        }

        Assert.InRange(photos, expected * 0.9, (expected * 1.1) + 2);
    }

    [Fact]
    public async Task WaitAsync_AfterALongIdleTime_GivesNoMoreThanAMomentOfCredit()
    {
        var pacer = new Pacer(() => 0.5, () => _used, 1, _time);
        _time.Step(TimeSpan.FromHours(1));
        await pacer.WaitAsync(TestContext.Current.CancellationToken);
        _time.Step(TimeSpan.FromSeconds(10));
        _used += TimeSpan.FromSeconds(10);
        var before = _time.GetTimestamp();

        await pacer.WaitAsync(TestContext.Current.CancellationToken);

        Assert.InRange(_time.GetElapsedTime(before).TotalSeconds, 8, 11);
    }

    [Fact]
    public async Task WaitAsync_PluggedInMeanwhile_RunsAtFullSpeedAgain()
    {
        var isOnBattery = true;
        var pacer = new Pacer(() => isOnBattery ? 0.5 : 1, () => _used, 1, _time);
        isOnBattery = false;
        _time.Step(TimeSpan.FromSeconds(30));
        _used += TimeSpan.FromSeconds(30);
        var before = _time.GetTimestamp();

        await pacer.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, pacer.Share);
        Assert.Equal(TimeSpan.Zero, _time.GetElapsedTime(before));
    }

    [Fact]
    public async Task WaitAsync_Cancelled_EndsTheRest()
    {
        var pacer = new Pacer(() => 0.01, () => _used, 1, TimeProvider.System);
        await Task.Delay(60, TestContext.Current.CancellationToken);
        _used = TimeSpan.FromHours(1);
        using var stop = new CancellationTokenSource();
        var waiting = pacer.WaitAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void ProcessorUse_WorkDone_IsCounted()
    {
        var before = ProcessorUse.Now();
        var number = 1.0;
        for (var i = 0; i < 20_000_000; i++) number = Math.Sqrt(number + i);

        Assert.True(ProcessorUse.Now() > before, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
