using System.Diagnostics;
using Fovea.Engine.Files;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>What file systems hold besides photos in folders: none of it may stop, hang or mislead a run.</summary>
public sealed class OddFilesTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_LinkToANamedPipe_DoesNotBlock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders");
        _library.Add("a.png");
        Shell($"mkfifo '{_library.Outside("pipe")}' && ln -s '{_library.Outside("pipe")}' '{_library["link.jpg"]}'");

        var run = _library.IndexAsync();
        if (await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken)) != run)
        {
            Shell($": > '{_library.Outside("pipe")}'");
            Assert.Fail("the run waited for the pipe");
        }

        Assert.Equal(1, (await run).New);
    }

    [Fact]
    public async Task Index_PipeAndUnreadableFolderWhoseNamesAreNotText_DoNotStopTheRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux file systems allow names that are not text");
        _library.Add("a.png");
        Shell($"mkfifo \"$(printf '{_library.Photos}/pipe\\377.jpg')\" && mkdir \"$(printf '{_library.Photos}/dir\\377')\" && ln -s nowhere \"$(printf '{_library.Photos}/link\\377')\"");

        var report = await _library.IndexAsync().WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        Assert.Equal(1, report.New);
        Assert.Equal(_library["link\uDCFF"], Assert.Single(report.Issues).Folder);
    }

    [Theory]
    [InlineData("1901-12-14")]
    [InlineData("1969-12-31 23:59:59.5")]
    [InlineData("2038-01-20")]
    [InlineData("2400-01-01")]
    [InlineData("@-62135596800")]
    [InlineData("@-70000000000")]
    [InlineData("@300000000000")]
    public async Task Index_OddModificationTime_IsIndexedOnceAndThenUnchanged(string time)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/dev/shm"), "needs a file system that stores any time");
        using var memory = new TempFolder("/dev/shm");
        File.WriteAllBytes(memory["a.png"], TestPicture.Solid(220, 20, 20));
        Shell($"touch -d '{time}' '{memory["a.png"]}'");

        var report = await _library.IndexAsync(target: _library.Library.Add(memory.Path));
        var again = await _library.IndexAsync(target: _library.Library.Add(memory.Path));

        Assert.Equal((1, 0), (report.New, report.Failures.Count));
        Assert.Equal((0, 1), (again.Changed, again.Unchanged));
    }

    [Fact]
    public async Task Index_RootBelowASystemFolder_IsWalkedWithItsFolders()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/dev/shm"), "drives are below /run or /dev on Linux");
        using var memory = new TempFolder("/dev/shm");
        memory.Write("holidays/2019/a.png", TestPicture.Solid(220, 20, 20));

        var report = await _library.IndexAsync(target: _library.Library.Add(memory.Path));

        Assert.Equal(1, report.New);
    }

    [Fact]
    public async Task Index_TwoHundredLevels_AreWalked()
    {
        var path = string.Concat(Enumerable.Repeat("level/", 200)) + "a.png";
        _library.Add(path);

        Assert.Equal(1, (await _library.IndexAsync()).New);
        Assert.Equal([_library[path]], _library.Search("red"));
    }

    [Fact]
    public async Task Index_PathsLongerThanTheSystemTakes_AreReported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems do not let such folders be made");
        _library.Add("a.png");
        var name = new string('d', 200);
        var half = string.Join('/', Enumerable.Repeat(name, 14));
        Directory.CreateDirectory(_library[half]);
        Directory.CreateDirectory(_library.Outside("half/" + half));
        File.WriteAllBytes(_library.Outside("half/" + half + "/b.png"), TestPicture.Solid(20, 20, 220));
        Shell($"mv '{_library.Outside("half")}' '{_library[half]}'");

        var report = await _library.IndexAsync();

        Assert.Equal(1, report.New);
        Assert.NotEmpty(report.Issues);
    }

    [Fact]
    public async Task Index_UnmountedDriveInsideARoot_KeepsItsPhotos()
    {
        for (var i = 0; i < 20; i++) _library.Add($"{i}.png", "red", $"{i}");
        for (var i = 0; i < 3; i++) _library.Add($"drive/2019/{i}.png", "blue", $"{i}");
        await _library.IndexAsync();

        // What lies under a mount point has its own time, from before the photos were seen in it.
        Directory.Move(_library["drive"], _library.Outside("unplugged"));
        Directory.CreateDirectory(_library["drive"]);
        Directory.SetLastWriteTimeUtc(_library["drive"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var away = await _library.IndexAsync(prune: true);
        var found = _library.Search("blue", 3);
        Directory.Delete(_library["drive"]);
        Directory.Move(_library.Outside("unplugged"), _library["drive"]);
        var back = await _library.IndexAsync();

        Assert.Equal((0, 3L), (away.Removed, away.Offline));
        Assert.Equal(_library["drive"], Assert.Single(away.Issues).Folder);
        Assert.Equal(3, found.Count(path => path.StartsWith(_library["drive"], StringComparison.Ordinal)));
        Assert.Equal((23, 0L), (back.Unchanged, back.Offline));
    }

    [Fact]
    public async Task Index_FolderThatAPersonEmptied_LosesItsPhotos()
    {
        for (var i = 0; i < 20; i++) _library.Add($"{i}.png", "red", $"{i}");
        _library.Add("few/1.png", "blue");
        await _library.IndexAsync();

        File.Delete(_library["few/1.png"]);
        var report = await _library.IndexAsync();

        Assert.Equal(1, report.Removed);
        Assert.Empty(report.Issues);
    }

    [Fact]
    public async Task Index_LinkWhoseTargetMoved_KeepsThePhotoUntilTheLinkGoes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        for (var i = 0; i < 9; i++) _library.Add($"{i}.png", "red", $"{i}");
        var elsewhere = _library.Outside("a.png");
        File.WriteAllBytes(elsewhere, TestPicture.Solid(20, 20, 220));
        File.CreateSymbolicLink(_library["link.png"], elsewhere);
        await _library.IndexAsync();

        File.Move(elsewhere, _library.Outside("b.png"));
        var dangling = await _library.IndexAsync(prune: true);
        File.Delete(_library["link.png"]);
        var gone = await _library.IndexAsync();

        Assert.Equal((0, 1L), (dangling.Removed, dangling.Offline));
        Assert.Equal(1, gone.Removed);
    }

    [Fact]
    public async Task Index_EmptyFilesOfAllSorts_AreWhatTheirNamesSay()
    {
        File.WriteAllBytes(_library["a.jpg"], []);
        await _library.IndexAsync();
        File.Move(_library["a.jpg"], _library["a.txt"]);
        File.WriteAllBytes(_library["b.jpg"], []);
        var fresh = new TestLibrary();
        File.WriteAllBytes(fresh["a.txt"], []);

        await _library.IndexAsync();
        await fresh.IndexAsync();

        Assert.Equal(fresh.Photo("a.txt").Status, _library.Photo("a.txt").Status);
        Assert.Equal(PhotoStatus.Failed, _library.Photo("b.jpg").Status);
        fresh.Dispose();
    }

    [Fact]
    public void Read_LimitOverWhatAnArrayHolds_IsTheArraysLimit()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sparse files");
        using (var file = File.Create(_library["big.jpg"])) file.SetLength(3L << 30);

        var reading = new FileContentReader(long.MaxValue).Read(_library["big.jpg"], TestContext.Current.CancellationToken);

        Assert.Equal(PhotoFailureKind.TooLarge, reading.Failure!.Kind);
    }

    /// <summary>The rights of the person who runs the tests may be an administrator's, who may read everything: another one is asked.</summary>
    [Fact]
    public void Index_UnreadableFolder_IsKeptAlsoWhenTheTestsRunAsAdministrator()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "runs as an administrator of Linux only");
        var assembly = typeof(OddFilesTests).Assembly.Location;
        var start = new ProcessStartInfo(
            "/usr/bin/setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", Environment.ProcessPath!, .. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? new[] { "exec", assembly } : [],
             "--filter-method", "*Index_UnreadableFolder_IsReportedAndKeepsItsPhotos", "--filter-method", "*Index_UnreadableOddFolder*", "--results-directory", "/tmp", "--no-progress"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/tmp",
        };
        start.Environment["HOME"] = "/tmp";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();

        Assert.SkipWhen(output.Contains("Permission denied", StringComparison.Ordinal) || child.ExitCode is 126 or 127, "the build is not readable for others");
        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("succeeded: 2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_UnreadableOddFolder_KeepsItsPhotos()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux file systems allow names that are not text");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "an administrator may read every folder");
        for (var i = 0; i < 9; i++) _library.Add($"{i}.png", "red", $"{i}");
        _library.Add("listed/x.png", "red", "listed");
        Shell($"d=\"$(printf '{_library.Photos}/dir\\377')\"; mkdir \"$d\" && cp '{_library.Add("x.png", "blue")}' \"$d/y.png\"");
        await _library.IndexAsync();

        // Without "x" a folder can be listed, but nothing in it can be looked at.
        Shell($"chmod 000 \"$(printf '{_library.Photos}/dir\\377')\"; chmod 444 '{_library["listed"]}'");
        var report = await _library.IndexAsync(prune: true);
        Shell($"chmod 755 \"$(printf '{_library.Photos}/dir\\377')\"; chmod 755 '{_library["listed"]}'");

        Assert.Equal(0, report.Removed);
        Assert.Equal(12, _library.Search("red", 20).Count);
        Assert.True(_library.HasVector("listed/x.png"));
        Assert.Equal(12, (await _library.IndexAsync()).Unchanged);
    }

    private static void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]))!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
