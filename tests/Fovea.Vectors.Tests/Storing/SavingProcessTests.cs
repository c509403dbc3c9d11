using System.Globalization;
using Fovea.Testing;
using static Fovea.Vectors.Tests.Storing.StoredRows;

namespace Fovea.Vectors.Tests.Storing;

/// <summary>Another process that saves: read meanwhile, and killed at random moments. <c>FOVEA_TEST_ROUNDS=200</c> kills more often.</summary>
public sealed class SavingProcessTests : IDisposable
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("FOVEA_TEST_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 8;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_AfterAKillAtAnyMoment_IsAGenerationAsItWasSaved()
    {
        var store = new SegmentStore(_folder.Path);
        var random = new Random(11);
        var last = -1L;
        for (var round = 0; round < Rounds; round++)
        {
            using (var process = SavingProcess.Start(_folder.Path))
            {
                while (store.Open(SavingProcess.Space, SavingProcess.Stamp) is not { } opened || opened.Version == last) await PauseAsync(5, process.HasExited);
                await PauseAsync(random.Next(120), process.HasExited);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var stored = store.Open(SavingProcess.Space, SavingProcess.Stamp);
            Assert.NotNull(stored);
            Assert.True(stored.Version > last);
            last = stored.Version;
            AssertIsGeneration(stored);
        }
    }

    [Fact]
    public async Task Open_WhileAnotherProcessSaves_IsAlwaysAWholeGenerationAndNeverAnOlderOne()
    {
        var store = new SegmentStore(_folder.Path, new SegmentStoreOptions { KeptRowBytes = 0 });
        using var process = SavingProcess.Start(_folder.Path);
        while (store.Open(SavingProcess.Space, SavingProcess.Stamp) is null) await PauseAsync(5, process.HasExited);
        var last = -1L;
        var seen = 0;
        for (var i = 0; i < 300; i++)
        {
            var opened = store.Open(SavingProcess.Space, SavingProcess.Stamp);
            if (opened is null) continue;
            Assert.True(opened.Version >= last);
            if (opened.Version > last) seen++;
            last = opened.Version;
            AssertIsGeneration(opened);
        }

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(seen, 2, int.MaxValue);
    }

    private static void AssertIsGeneration(StoredIndex stored) =>
        AssertSame(Build(SavingProcess.Space, [.. SavingProcess.Until(stored.Version)]), stored.Index, (int)stored.Version);

    private static async Task PauseAsync(int milliseconds, bool hasExited)
    {
        Assert.False(hasExited, "the saving process ended by itself");
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
    }
}
