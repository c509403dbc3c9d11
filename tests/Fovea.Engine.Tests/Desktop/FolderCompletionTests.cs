using Fovea.Engine.Desktop;
using Fovea.Testing;

namespace Fovea.Engine.Tests.Desktop;

public sealed class FolderCompletionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Complete_BeginningOfAName_GivesFoldersInNaturalOrder()
    {
        Make("photos 10", "photos 9", "Photos 1", "other", ".photos");
        _folder.Write("photos.txt", "a file"u8);

        Assert.Equal(Paths("Photos 1", "photos 9", "photos 10"), Complete(_folder["phot"]));
        Assert.Equal(Paths("Photos 1", "photos 9"), Complete(_folder["phot"], limit: 2));
    }

    [Fact]
    public void Complete_Capital_IsMeantAsOneOnLinux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere case never matters");
        Make("photos", "Photos");

        Assert.Equal(Paths("Photos"), Complete(_folder["P"]));
        Assert.Equal(2, Complete(_folder["p"]).Count);
    }

    [Fact]
    public void Complete_Separator_ListsTheFolderWithoutHiddenOnes()
    {
        Make("a/1", "a/.hidden");

        Assert.Equal(Paths("a/1"), Complete(_folder["a"] + "/"));
        Assert.Equal(Paths("a/.hidden"), Complete(_folder["a"] + "/."));
        Assert.Equal(Paths("a"), Complete(_folder["a"]));
    }

    [Fact]
    public void Complete_Tilde_IsTheHomeFolder()
    {
        Make("home/Pictures", "home/Music", "home/.config");

        Assert.Equal(Paths("home"), Complete("~"));
        Assert.Equal(Paths("home/Music", "home/Pictures"), Complete("~/"));
        Assert.Equal(Paths("home/Pictures"), Complete("~/pic"));
        Assert.Equal(Paths("home/Pictures"), Complete("pic"));
        Assert.Equal(Paths("home/.config"), Complete("~/.c"));
    }

    [Fact]
    public void Complete_Nothing_SuggestsPicturesHomeAndDrives()
    {
        Make("home/Pictures", "media/card 10", "media/card 2", "media/.hidden");

        Assert.Equal(Paths("home/Pictures", "home", "media/card 2", "media/card 10"), Complete(""));
        Assert.Equal(Paths("home/Pictures"), Complete(" ", limit: 1));
    }

    [Fact]
    public void Complete_LinkToAFolder_IsAFolder()
    {
        Make("real");
        Directory.CreateSymbolicLink(_folder["rlink"], _folder["real"]);
        File.CreateSymbolicLink(_folder["rloop"], _folder["rloop"]);

        Assert.Equal(Paths("real", "rlink"), Complete(_folder["r"]));
    }

    [Theory]
    [InlineData("/nowhere/at/all")]
    [InlineData("a\0b")]
    [InlineData("~nobody-at-all")]
    [InlineData("///")]
    [InlineData("/proc/1/fd/x")]
    [InlineData("../../..")]
    public void Complete_AnyText_NeverFails(string typed) => Assert.NotNull(Complete(typed));

    [Fact]
    public void Complete_FolderThatMayNotBeRead_GivesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are taken away the Unix way here");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "an administrator may read every folder");
        Make("locked/a");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["locked"], UnixFileMode.None);

        Assert.Empty(Complete(_folder["locked"] + "/"));
    }

    [Fact]
    public void Complete_RealStarts_BeginWithFoldersThatAreThere() => Assert.All(FolderCompletion.Complete("", 20), folder => Assert.True(Directory.Exists(folder)));

    private void Make(params string[] folders) => Array.ForEach(folders, folder => Directory.CreateDirectory(_folder[folder]));

    private IReadOnlyList<string> Complete(string typed, int limit = 20) =>
        FolderCompletion.Complete(typed, limit, new FolderStarts(_folder["home"], _folder["home", "Pictures"], [_folder["media"], _folder["missing"]], []));

    private string[] Paths(params string[] names) => Array.ConvertAll(names, name => _folder[name.Split('/')]);
}
