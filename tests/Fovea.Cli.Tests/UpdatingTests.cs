using System.Diagnostics;

namespace Fovea.Cli.Tests;

/// <summary>Runs over folders that somebody works in, on disks and clocks that fail.</summary>
public sealed class UpdatingTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Index_WhileAFileIsWritten_LeavesItForTheNextRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "the system does not tell who writes");
        var whole = TestPicture.Png(300, 200, (x, y) => ((byte)x, (byte)y, (byte)(x * y)));
        _program.Draw("red.png", 220, 20, 20);
        using (var copy = new FileStream(_program["copy.png"], FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
        {
            await copy.WriteAsync(whole.AsMemory(0, whole.Length - 20), TestContext.Current.CancellationToken);
            await copy.FlushAsync(TestContext.Current.CancellationToken);
            var during = (await _program.RunAsync("index", ".")).Ends(0);
            Assert.Contains("copy.png: another program is still writing it; it is tried again in the next run", during.Error, StringComparison.Ordinal);
            Assert.Contains("1 new, 0 changed, 0 moved, 0 removed, 1 failed", during.Error, StringComparison.Ordinal);
            Assert.Equal(0, (await _program.RunAsync("status", "--json")).Ends(0).Json.GetProperty("failedCount").GetInt32());
            await copy.WriteAsync(whole.AsMemory(whole.Length - 20), TestContext.Current.CancellationToken);
        }

        Assert.Contains("1 new, 0 changed, 0 moved, 0 removed, 0 failed", (await _program.RunAsync("index", ".")).Ends(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_CutOffFileThatGrew_IsReadAgain()
    {
        var whole = TestPicture.Png(300, 200, (x, y) => ((byte)x, (byte)y, (byte)(x * y)));
        _program.Write("growing.png", whole.AsSpan(0, whole.Length / 2));
        Assert.Contains("1 failed", (await _program.RunAsync("index", ".")).Ends(0).Error, StringComparison.Ordinal);

        _program.Write("growing.png", whole);

        var report = (await _program.RunAsync("index", ".", "--json")).Ends(0).Json;
        Assert.Equal((1, 0), (report.GetProperty("new").GetInt32() + report.GetProperty("changed").GetInt32(), report.GetProperty("failed").GetArrayLength()));
    }

    [Theory]
    [InlineData(2001)] // the clock was set back
    [InlineData(2090)] // and forth
    public async Task Index_OtherContentOfTheSameSize_IsSeenWhateverTheClockSaid(int year)
    {
        var (red, blue) = (_program.Draw("a.bmp", 220, 20, 20), _program.Draw("b.bmp", 20, 20, 220));
        var (first, second) = (await File.ReadAllBytesAsync(red, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(blue, TestContext.Current.CancellationToken));
        File.Delete(blue);
        Array.Resize(ref first, Math.Max(first.Length, second.Length));
        Array.Resize(ref second, first.Length);
        await File.WriteAllBytesAsync(red, first, TestContext.Current.CancellationToken);
        (await _program.RunAsync("index", ".")).Ends(0);

        await File.WriteAllBytesAsync(red, second, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(red, new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(1, (await _program.RunAsync("index", ".", "--json")).Ends(0).Json.GetProperty("changed").GetInt32());
        Assert.Equal(1, (await _program.RunAsync("index", ".", "--json")).Ends(0).Json.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task Index_RootThatIsUnpluggedAndComesBack_LosesNothing()
    {
        _program.DrawMany(5, "drive");
        (await _program.RunAsync("index", "drive")).Ends(0);

        Directory.Move(_program["drive"], _program["unplugged"]);
        var away = (await _program.RunAsync("index", "--json")).Ends(0).Json;
        Directory.Move(_program["unplugged"], _program["drive"]);
        var back = (await _program.RunAsync("index", "--json")).Ends(0).Json;

        Assert.Equal((5, 0), (away.GetProperty("offline").GetInt32(), away.GetProperty("removed").GetInt32()));
        Assert.Equal((5, 0, 0), (back.GetProperty("unchanged").GetInt32(), back.GetProperty("new").GetInt32(), back.GetProperty("offline").GetInt32()));
    }

    [Fact]
    public async Task Index_DiskOfTheDataFolderIsFull_SaysSoAndGoesOnWhenThereIsSpace()
    {
        var disk = Directory.CreateDirectory(_program["..", "disk"]).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk), "making a small disk needs root on Linux");
        try
        {
            _program.DrawMany(150);
            var home = Path.Combine(disk, "home");

            var full = (await _program.RunAsync("index", ".", "--home", home)).Ends(2);
            var meanwhile = (await _program.RunAsync("status", "--json", "--home", home)).Ends(0).Json;
            Assert.True(Mount("-o", "remount,size=64m", disk));
            (await _program.RunAsync("index", "--home", home)).Ends(0);
            var whole = (await _program.RunAsync("status", "--json", "--home", home)).Ends(0).Json;

            Assert.Contains("the disk is full", full.Error, StringComparison.Ordinal);
            Assert.Contains(home, full.Error, StringComparison.Ordinal);
            Assert.Equal(meanwhile.GetProperty("indexed").GetInt32(), meanwhile.GetProperty("encodedWithModel").GetInt32());
            Assert.Equal(150, whole.GetProperty("encodedWithModel").GetInt32());
        }
        finally
        {
            using var unmount = Process.Start("/bin/umount", ["-l", disk]);
            await unmount.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static bool Mount(params string[] args)
    {
        if (!File.Exists("/bin/mount")) return false;
        using var mount = Process.Start(new ProcessStartInfo("/bin/mount", args) { RedirectStandardError = true })!;
        mount.WaitForExit();
        return mount.ExitCode == 0;
    }
}
