using System.Runtime.Versioning;
using Fovea.Engine.Desktop;
using Fovea.Testing;

namespace Fovea.Engine.Tests.Desktop;

/// <summary>Real processes: a script in the place of each program writes down what it was given.</summary>
[SupportedOSPlatform("linux")]
public sealed class DesktopActionsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _variables;

    public DesktopActionsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux desktops");
        _variables = new() { ["PATH"] = $"relative::{_folder["empty"]}:{_folder["bin"]}", ["DISPLAY"] = ":0" };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OddName_ReachesTheProgramAsOneArgument()
    {
        Program("xdg-open");
        var path = _folder.Write("a b/$(touch x) 'q' \"d\" -n;\nz.jpg", "one"u8);

        Actions().Open(path);

        Assert.Equal([path], Recorded("xdg-open"));
    }

    [Fact]
    public void Open_NameThatIsNotText_ReachesTheProgramAsUri()
    {
        Program("xdg-open");
        var plain = _folder.Write("plain.jpg", "one"u8);
        var odd = _folder.Path + "/\uDCFF.jpg";
        Engine.Files.Posix.Move(plain, odd);

        Actions().Open(odd);

        Assert.Equal([$"file://{_folder.Path}/%FF.jpg"], Recorded("xdg-open"));
    }

    [Fact]
    public void Open_Program_GetsNoneOfOurFilesAndASessionOfItsOwn()
    {
        Program("xdg-open", "find /proc/$$/fd -type l -fprintf \"$0.fds\" '%f %l\\n'; cut -d' ' -f6 /proc/$$/stat > \"$0.session\"; echo $$ > \"$0.pid\"");
        using var ours = File.OpenRead(_folder.Write("ours", "secret"u8));

        Actions().Open(_folder.Write("a.jpg", "one"u8));

        var files = File.ReadAllLines(_folder["bin", "xdg-open.fds"]);
        Assert.Equal(["0 /dev/null", "1 /dev/null", "2 /dev/null"], files.Order(StringComparer.Ordinal).Where(line => line[1] == ' ' && line[0] <= '2'));
        Assert.All(files, line => Assert.True(line.EndsWith("/dev/null", StringComparison.Ordinal) || line.EndsWith("/bin/xdg-open", StringComparison.Ordinal), line));
        Assert.Equal(File.ReadAllText(_folder["bin", "xdg-open.pid"]), File.ReadAllText(_folder["bin", "xdg-open.session"]));
    }

    [Fact]
    public void Open_ProgramThatStays_IsNotWaitedForAndNotEnded()
    {
        Program("xdg-open", "echo $$ > \"$0.pid\"; sleep 30");

        Actions().Open(_folder.Write("a.jpg", "one"u8));

        using var process = System.Diagnostics.Process.GetProcessById(int.Parse(File.ReadAllText(_folder["bin", "xdg-open.pid"]), System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(process.HasExited);
        process.Kill(entireProcessTree: true);
    }

    [Fact]
    public void Open_NoProgramForTheFile_SaysSo()
    {
        Program("xdg-open", "exit 3");
        var path = _folder.Write("a.jpg", "one"u8);

        var error = Assert.Throws<LibraryException>(() => Actions().Open(path));

        Assert.Equal(
            $"{path} could not be opened: xdg-open ended with status 3. Check that a program is set for this kind of file, or open it with a file manager.",
            error.Message);
    }

    [Fact]
    public void Open_NoXdgOpen_SaysWhatToInstall() =>
        Assert.Contains("Install the package xdg-utils.", Refusal(_folder.Write("a.jpg", "one"u8)), StringComparison.Ordinal);

    [Fact]
    public void Open_ProgramThatCannotBeStarted_SaysWhy()
    {
        _folder.Write("bin/xdg-open", "no script"u8);
        File.SetUnixFileMode(_folder["bin", "xdg-open"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.StartsWith("xdg-open could not be started", Refusal(_folder.Write("a.jpg", "one"u8)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoDesktop_SaysSo()
    {
        Program("xdg-open");
        _variables["DISPLAY"] = "";

        Assert.Contains("neither WAYLAND_DISPLAY nor DISPLAY is set", Refusal(_folder.Write("a.jpg", "one"u8)), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["bin", "xdg-open.args"]));
    }

    [Theory]
    [InlineData("a.desktop")]
    [InlineData("a.jpg.sh")]
    [InlineData("a")]
    [InlineData("a.exe")]
    public void Open_PictureThatIsNotNamedAsOne_IsRefused(string name)
    {
        Program("xdg-open");

        Assert.Contains("might be started as a program", Refusal(_folder.Write(name, "one"u8)), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["bin", "xdg-open.args"]));
    }

    [Fact]
    public void Open_NotThereOrNotAbsolute_IsRefused()
    {
        Assert.Contains("is not there now", Refusal(_folder["gone.jpg"]), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Actions().Open("-a.jpg"));
    }

    [Fact]
    public void ShowInFolder_FileManagerThatAnswers_IsAskedToSelectTheFile()
    {
        Program("gdbus");
        _variables["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere";
        var path = _folder.Write("it's, a b].jpg", "one"u8);

        Actions().ShowInFolder(path);

        Assert.Equal(
            [
                "call", "--session", "--timeout", "10", "--dest", "org.freedesktop.FileManager1", "--object-path", "/org/freedesktop/FileManager1",
                "--method", "org.freedesktop.FileManager1.ShowItems", $"['file://{_folder.Path}/it%27s%2C%20a%20b%5D.jpg']", "",
            ],
            Recorded("gdbus"));
    }

    [Fact]
    public void ShowInFolder_NoFileManagerAnswers_OpensTheFolder()
    {
        Program("gdbus", "exit 1");
        Program("xdg-open");
        _variables["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere";

        Actions().ShowInFolder(_folder.Write("sub/a.jpg", "one"u8));

        Assert.Equal([_folder["sub"]], Recorded("xdg-open"));
    }

    [Fact]
    public void ShowInFolder_NoSessionBus_OpensTheFolder()
    {
        Program("gdbus");
        Program("xdg-open");

        Actions().ShowInFolder(_folder.Write("sub/a.sh", "one"u8));

        Assert.Equal([_folder["sub"]], Recorded("xdg-open"));
        Assert.False(File.Exists(_folder["bin", "gdbus.args"]));
    }

    private string Refusal(string path) => Assert.Throws<LibraryException>(() => Actions().Open(path)).Message;

    private DesktopActions Actions() => new(name => _variables.GetValueOrDefault(name));

    private void Program(string name, string then = "")
    {
        _folder.Write($"bin/{name}", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nprintf '%s\\0' \"$@\" > \"$0.args\"\n{then}\n"));
        File.SetUnixFileMode(_folder["bin", name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string[] Recorded(string name) => File.ReadAllText(_folder["bin", $"{name}.args"])[..^1].Split('\0');
}
