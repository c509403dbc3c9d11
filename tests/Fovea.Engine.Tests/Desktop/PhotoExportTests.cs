using System.Diagnostics;
using Fovea.Engine.Desktop;

namespace Fovea.Engine.Tests.Desktop;

public sealed class PhotoExportTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Copy_Photos_HaveTheSameBytesAndTimes()
    {
        var path = _library.Add("a.png");
        File.SetLastWriteTimeUtc(path, new DateTime(2019, 5, 17, 1, 2, 3, DateTimeKind.Utc));
        await _library.IndexAsync();

        var report = await CopyAsync(["a.png"]);

        Assert.Equal((1, 0, Target), (report.Copied, report.Failures.Count, report.Folder));
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(Target, "a.png")));
        Assert.Equal(File.GetLastWriteTimeUtc(path), File.GetLastWriteTimeUtc(Path.Combine(Target, "a.png")));
    }

    [Fact]
    public async Task Copy_NamesTaken_GetNumbersAndOverwriteNothing()
    {
        _library.Add("1/a.png", note: "1");
        _library.Add("2/a.png", note: "2");
        await _library.IndexAsync();
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "a.png"), "mine");

        await CopyAsync(["1/a.png", "2/a.png"]);

        Assert.Equal(["a (2).png", "a (3).png", "a.png"], Copies());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Target, "a.png")));
        Assert.Equal(File.ReadAllBytes(_library["1/a.png"]), File.ReadAllBytes(Path.Combine(Target, "a (2).png")));
    }

    [Theory]
    [InlineData(true, "a.NEF", "a.jpg")]
    [InlineData(false, "a.jpg")]
    public async Task Copy_RawTwin_GoesAlongWhenAsked(bool withCompanions, params string[] expected)
    {
        _library.Add("a.jpg");
        File.WriteAllText(_library["a.NEF"], "raw");
        await _library.IndexAsync();

        var report = await CopyAsync(["a.jpg"], withCompanions: withCompanions);

        Assert.Equal(1, report.Copied);
        Assert.Equal(expected, Copies());
    }

    [Fact]
    public async Task Copy_SomeCannotBeCopied_SaysWhyAndCopiesTheRest()
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) _library.Add(name, note: name);
        await _library.IndexAsync();
        var ids = new[] { "a.png", "b.png", "c.png" }.Select(name => _library.Photo(name).Id).ToList();
        File.Delete(_library["a.png"]);
        File.Delete(_library["b.png"]);
        File.WriteAllText(_library.Outside("secret"), "secret");
        File.CreateSymbolicLink(_library["b.png"], _library.Outside("secret"));

        var report = await Export().CopyAsync([.. ids, new PhotoId(999)], Target, false, TestContext.Current.CancellationToken);

        Assert.Equal(1, report.Copied);
        Assert.Equal(
            ["the file is not there any more", "it is a link that leads out of the folders of the library", "it is not in the library any more"],
            report.Failures.Select(failure => failure.Reason));
        Assert.Equal(["c.png"], Copies());
    }

    [Fact]
    public async Task Copy_NameThatIsNotText_KeepsItsBytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux file systems allow names that are not text");
        using (var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "mv \"$0\" \"$(printf '%s/\\377.png' \"$1\")\"", _library.Add("a.png"), _library.Photos]))!) shell.WaitForExit();
        await _library.IndexAsync();

        await CopyAsync(["\uDCFF.png"]);

        Assert.True(OperatingSystem.IsLinux() && Files.Posix.Exists(Target + "/\uDCFF.png"));
    }

    [Fact]
    public async Task Copy_Cancelled_LeavesNoHalfFile()
    {
        await File.WriteAllBytesAsync(_library.Outside("big"), new byte[8 << 20], TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Target);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileCopy.CopyAsync(_library.Outside("big"), Target, "big", stop.Token));

        Assert.Empty(Copies());
    }

    [Fact]
    public async Task Copy_FileThatCannotBeRead_LeavesNoHalfFile()
    {
        Directory.CreateDirectory(Target);

        // Reading a folder fails after the unfinished file was made.
        await Assert.ThrowsAnyAsync<IOException>(() => FileCopy.CopyAsync(_library.Photos, Target, "x", TestContext.Current.CancellationToken));

        Assert.Empty(Copies());
    }

    [Theory]
    [InlineData("copies", "is not the full path of a folder")]
    [InlineData("", "is not the full path of a folder")]
    [InlineData("{photos}/../no/new", "to make a new one in")]
    [InlineData("{photos}/a.png", "is a file")]
    [InlineData("{home}", "Fovea's own data folder")]
    [InlineData("{home}/sub", "Fovea's own data folder")]
    public async Task Copy_FolderThatCannotBeUsed_IsRefused(string folder, string expected)
    {
        _library.Add("a.png");
        var path = folder.Replace("{photos}", _library.Photos, StringComparison.Ordinal).Replace("{home}", _library.Home, StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<LibraryException>(() => Export().CopyAsync([], path, false, TestContext.Current.CancellationToken));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_library.Home, "sub")));
    }

    [Fact]
    public async Task Copy_LinkIntoTheDataFolder_IsRefused()
    {
        Directory.CreateSymbolicLink(_library.Outside("link"), _library.Home);

        var error = await Assert.ThrowsAsync<LibraryException>(() => Export().CopyAsync([], _library.Outside("link"), false, TestContext.Current.CancellationToken));

        Assert.Contains("Fovea's own data folder", error.Message, StringComparison.Ordinal);
    }

    private string Target => _library.Outside("copies");

    private PhotoExport Export() => new(_library.Catalog, _library.Home);

    private Task<ExportReport> CopyAsync(string[] names, bool withCompanions = false) =>
        Export().CopyAsync([.. names.Select(name => _library.Photo(name).Id)], Target, withCompanions, TestContext.Current.CancellationToken);

    private IEnumerable<string?> Copies() => Directory.GetFileSystemEntries(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
