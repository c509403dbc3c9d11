using System.Diagnostics;
using System.Runtime.Versioning;
using Fovea.Engine.Desktop;
using Fovea.Engine.Files;
using Fovea.Testing;

namespace Fovea.Engine.Tests.Desktop;

[SupportedOSPlatform("linux")]
public sealed class FreedesktopTrashTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public FreedesktopTrashTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the trash of Linux desktops");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Move_FileOnTheHomesFileSystem_GoesToTheHomeTrashWithItsDescription()
    {
        var path = _folder.Write("photos/a b%é.jpg", "one"u8);

        var file = Trash().Move(path);

        Assert.False(File.Exists(path));
        Assert.Equal("one", File.ReadAllText(_folder["data", "Trash", "files", "a b%é.jpg"]));
        Assert.Equal(
            $"[Trash Info]\nPath={_folder.Path}/photos/a%20b%25%C3%A9.jpg\nDeletionDate=2026-11-24T01:05:09\n",
            File.ReadAllText(_folder["data", "Trash", "info", "a b%é.jpg.trashinfo"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["data", "Trash"]));
        Assert.Equal(file.Place, _folder["data", "Trash", "files", "a b%é.jpg"]);
    }

    [Fact]
    public void Move_NameTakenInTheTrash_GetsAnotherAndLosesNothing()
    {
        Trash().Move(_folder.Write("1/a.jpg", "one"u8));
        _folder.Write("data/Trash/files/a.2.jpg", "without a description"u8);

        var second = Trash().Move(_folder.Write("2/a.jpg", "two"u8));

        Assert.Equal(_folder["data", "Trash", "files", "a.3.jpg"], second.Place);
        Assert.Equal(["a.3.jpg.trashinfo", "a.jpg.trashinfo"], Names("data/Trash/info"));
        Assert.Equal("one", File.ReadAllText(_folder["data", "Trash", "files", "a.jpg"]));
        Assert.Equal("without a description", File.ReadAllText(_folder["data", "Trash", "files", "a.2.jpg"]));
    }

    [Fact]
    public void Move_NameThatIsNotText_IsDescribedByItsBytesAndComesBack()
    {
        _folder.Write("plain.jpg", "one"u8);
        Run("mv \"$0/plain.jpg\" \"$(printf '%s/\\377\\351.jpg' \"$0\")\"");
        var path = _folder.Path + "/\uDCFF\uDCE9.jpg";

        var file = Trash().Move(path);

        var info = Assert.Single(Directory.GetFiles(_folder["data", "Trash", "info"]).Select(_ => ReadInfo(file)));
        Assert.Contains($"Path={_folder.Path}/%FF%E9.jpg\n", info, StringComparison.Ordinal);
        Assert.False(Posix.Exists(path));
        Trash().Restore(file);
        Assert.True(Posix.Exists(path));
        Assert.False(Posix.Exists(file.Info!));
    }

    [Fact]
    public void Move_NameOfGreatestLength_IsShortenedInTheTrashOnly()
    {
        var name = new string('é', 125) + ".jpg";
        var path = _folder.Write(name, "one"u8);

        var file = Trash().Move(path);

        Assert.EndsWith("é.jpg", file.Place, StringComparison.Ordinal);
        Assert.True(Path.GetFileName(file.Place).Length < name.Length);
        Trash().Restore(file);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Move_Link_MovesTheLinkAndNotWhatItLeadsTo()
    {
        var target = _folder.Write("target.jpg", "one"u8);
        File.CreateSymbolicLink(_folder["link.jpg"], target);

        var file = Trash().Move(_folder["link.jpg"]);

        Assert.Equal(target, new FileInfo(file.Place).LinkTarget);
        Assert.True(File.Exists(target));
    }

    [Fact]
    public void Move_FileOnADrive_GoesToTheDrivesOwnTrashWithARelativePath()
    {
        var path = _folder.Write("drive/2019/a.jpg", "one"u8);

        var file = Trash(drive: "drive").Move(path);

        Assert.Equal(_folder["drive", $".Trash-{User}", "files", "a.jpg"], file.Place);
        Assert.Contains("Path=2019/a.jpg\n", ReadInfo(file), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["drive", $".Trash-{User}"]));
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public void Move_DriveWithAStickySharedTrash_UsesAFolderOfItsOwnInIt()
    {
        var path = _folder.Write("drive/a.jpg", "one"u8);
        Directory.CreateDirectory(_folder["drive", ".Trash"]);
        File.SetUnixFileMode(_folder["drive", ".Trash"], (UnixFileMode)0x3FF); // 1777

        Assert.Equal(_folder["drive", ".Trash", $"{User}", "files", "a.jpg"], Trash(drive: "drive").Move(path).Place);
    }

    [Fact]
    public void Move_DriveWhoseSharedTrashIsNotSticky_DoesNotUseIt()
    {
        var path = _folder.Write("drive/a.jpg", "one"u8);
        Directory.CreateDirectory(_folder["drive", ".Trash"]);

        Assert.Equal(_folder["drive", $".Trash-{User}", "files", "a.jpg"], Trash(drive: "drive").Move(path).Place);
    }

    [Fact]
    public void Move_DriveWhoseSharedTrashIsALink_DoesNotUseIt()
    {
        var path = _folder.Write("drive/a.jpg", "one"u8);
        Directory.CreateDirectory(_folder["drive", "elsewhere"]);
        File.SetUnixFileMode(_folder["drive", "elsewhere"], (UnixFileMode)0x3FF);
        Directory.CreateSymbolicLink(_folder["drive", ".Trash"], _folder["drive", "elsewhere"]);

        Assert.Equal(_folder["drive", $".Trash-{User}", "files", "a.jpg"], Trash(drive: "drive").Move(path).Place);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["drive", "elsewhere"]));
    }

    [Fact]
    public void Move_DriveWhoseOwnTrashIsALink_IsRefusedAndTheFileStays()
    {
        var path = _folder.Write("drive/a.jpg", "one"u8);
        Directory.CreateDirectory(_folder["drive", "elsewhere"]);
        Directory.CreateSymbolicLink(_folder["drive", $".Trash-{User}"], _folder["drive", "elsewhere"]);

        var error = Assert.Throws<IOException>(() => Trash(drive: "drive").Move(path));

        Assert.Contains("no trash folder that can be used", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["drive", "elsewhere"]));
    }

    [Fact]
    public void Move_RealOtherFileSystem_NeverCopies()
    {
        using var drive = new TempFolder("/dev/shm");
        Assert.SkipUnless(Posix.Look(drive.Path)!.Value.FileSystem != Posix.Look(_folder.Path)!.Value.FileSystem, "/dev/shm is no file system of its own");
        Assert.SkipWhen(Path.Exists("/dev/shm/.Trash") || Path.Exists($"/dev/shm/.Trash-{User}"), "/dev/shm has a trash already");
        var path = drive.Write("a.jpg", "one"u8);
        try
        {
            var file = Trash().Move(path);

            Assert.Equal($"/dev/shm/.Trash-{User}/files/a.jpg", file.Place);
            Assert.False(Directory.Exists(_folder["data"]));
            Assert.Throws<OtherFileSystemException>(() => Posix.Move(file.Place, _folder["a.jpg"]));
            Trash().Restore(file);
            Assert.True(File.Exists(path));
        }
        finally
        {
            if (Directory.Exists($"/dev/shm/.Trash-{User}")) Directory.Delete($"/dev/shm/.Trash-{User}", recursive: true);
        }
    }

    [Fact]
    public void Restore_PlaceIsTaken_StaysInTheTrashAndOverwritesNothing()
    {
        var path = _folder.Write("a.jpg", "one"u8);
        var file = Trash().Move(path);
        _folder.Write("a.jpg", "two"u8);

        var error = Assert.Throws<IOException>(() => Trash().Restore(file));

        Assert.Equal("something else has its place now; it stays in the trash", error.Message);
        Assert.Equal("two", File.ReadAllText(path));
        Assert.True(File.Exists(file.Place) && File.Exists(file.Info));
    }

    [Fact]
    public void Restore_FolderOrTrashedFileGone_SaysWhich()
    {
        var first = Trash().Move(_folder.Write("sub/a.jpg", "one"u8));
        var second = Trash().Move(_folder.Write("b.jpg", "two"u8));
        Directory.Delete(_folder["sub"]);
        File.Delete(second.Place);

        Assert.Contains("the folder it was in is not there any more", Assert.Throws<IOException>(() => Trash().Restore(first)).Message, StringComparison.Ordinal);
        Assert.Equal("it is not in the trash any more", Assert.Throws<IOException>(() => Trash().Restore(second)).Message);
    }

    private static uint User => Posix.UserId();

    /// <summary>A trash whose home is the temp folder; a folder in it may pose as a drive of its own, as far as anyone looks.</summary>
    private FreedesktopTrash Trash(string? drive = null) => new(
        new TrashPlaces(
            _folder["data", "Trash"],
            User,
            path => Posix.Look(path) is { } facts && drive is not null && FilePaths.IsAtOrBelow(path, _folder[drive])
                ? facts with { FileSystem = new FileSystemId(99, 99) }
                : Posix.Look(path)),
        new FixedTime());

    private static string ReadInfo(TrashedFile file)
    {
        using var handle = Posix.OpenRead(file.Info!);
        using var reader = new StreamReader(new FileStream(handle, FileAccess.Read));
        return reader.ReadToEnd();
    }

    private IEnumerable<string?> Names(string folder) => Directory.GetFiles(_folder[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private void Run(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script, _folder.Path]))!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
