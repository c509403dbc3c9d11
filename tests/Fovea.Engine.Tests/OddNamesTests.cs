using System.Diagnostics;

namespace Fovea.Engine.Tests;

public sealed class OddNamesTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    public static TheoryData<string> Names =>
    [
        "100%.png", "under_score.png", "it's.png", "say \"hi\".png", "semi;colon.png", "-dash.png", " leading space.png", "trailing.png ",
        "🦊 fox.png", "日本語.png", "عربي.png", "[brackets].png", "back\\slash.png", "new\nline.png", "tab\t.png", "a.b.c.png", "*.png", "?.png",
        new string('x', 200) + ".png",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Index_OddName_IsFoundUnderExactlyThatName(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not allow these names");
        var path = _library.Add(Path.Combine("folder " + name, name));

        var report = await _library.IndexAsync();
        var again = await _library.IndexAsync();

        Assert.Equal((1, 0), (report.New, report.Failures.Count));
        Assert.Equal(1, again.Unchanged);
        Assert.Equal([path], _library.Search("red"));
        Assert.Equal([path], _library.Search("red", folders: [Path.GetDirectoryName(path)!]));
        Assert.Empty(_library.Search("red", folders: [_library["folder"]]));
    }

    [Fact]
    public async Task Index_NamesThatDifferOnlyInNormalisation_AreTwoPhotosWhereTheFileSystemSaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux file systems keep NFC and NFD names apart");
        var nfc = _library.Add("caf\u00E9.png", "red", "1");
        var nfd = _library.Add("cafe\u0301.png", "red", "2");

        var report = await _library.IndexAsync();

        Assert.Equal(2, report.New);
        Assert.Equal([nfc, nfd], _library.Search("red").Order(StringComparer.Ordinal).Reverse());
        Assert.NotEqual(_library.Catalog.FindByPath(nfc)!.Id, _library.Catalog.FindByPath(nfd)!.Id);
    }

    [Fact]
    public async Task Index_NamesThatAreNotText_AreIndexedLikeAnyOther()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux file systems allow names that are not text");
        var source = _library.Add("plain.png");
        Run($"mkdir -p \"$(printf '{_library.Photos}/dir\\377')\" && cp '{source}' \"$(printf '{_library.Photos}/dir\\377/photo\\376.png')\" && cp '{source}' \"$(printf '{_library.Photos}/\\351t\\351.png')\"");
        File.Delete(source);

        var report = await _library.IndexAsync();
        var again = await _library.IndexAsync();
        var found = _library.Search("red").Order(StringComparer.Ordinal).ToList();

        Assert.Equal((2, 0), (report.New, report.Failures.Count));
        Assert.Equal(2, again.Unchanged);
        Assert.Equal([_library["dir\uDCFF/photo\uDCFE.png"], _library["\uDCE9t\uDCE9.png"]], found);
        Assert.True(PathText.ToBytes(found[0]).AsSpan().IndexOf("r\u00FF/"u8) < 0 && PathText.ToBytes(found[0]).Contains((byte)0xFF));
    }

    private static void Run(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]))!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
