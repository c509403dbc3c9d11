using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>Asks the person's desktop to open a photo, or to show it in its folder.</summary>
/// <remarks>
/// Thread-safe. Programs are started with a list of arguments, never through a shell, and get none of our files. A call takes as long as
/// the desktop takes to answer, at most about two seconds. Whether the path is one that may be shown is for the caller to check.
/// </remarks>
public sealed class DesktopActions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Func<string, string?> _variable;

    /// <summary>For the desktop that this process belongs to.</summary>
    public DesktopActions()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    internal DesktopActions(Func<string, string?> variable) => _variable = variable;

    /// <summary>Opens a photo with the program that the person chose for its kind.</summary>
    /// <param name="path">Absolute path.</param>
    /// <exception cref="LibraryException">It is not there, is not named as a picture, or there is no desktop or program to open it.</exception>
    public void Open(string path)
    {
        RequireThere(path);
        var shown = PathText.ToDisplay(path);
        if (!PictureExtensions.Has(path))
        {
            throw new LibraryException(path, $"{shown} is not opened: its name is not that of a picture, and it might be started as a program. Show it in its folder instead.");
        }

        if (OperatingSystem.IsWindows()) StartOnWindows(path, new ProcessStartInfo(path) { UseShellExecute = true });
        else if (OperatingSystem.IsMacOS()) Run(path, "/usr/bin/open", [path]);
        else OpenOnLinux(path, path);
    }

    /// <summary>Shows a photo in its folder, selected where the file manager can do that.</summary>
    /// <param name="path">Absolute path.</param>
    /// <exception cref="LibraryException">It is not there, or there is no desktop or file manager.</exception>
    public void ShowInFolder(string path)
    {
        RequireThere(path);
        if (OperatingSystem.IsWindows())
        {
            // The Explorer reads its command line in a way of its own: the quotes belong around the path alone, which can hold none.
            var explorer = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "explorer.exe");
            StartOnWindows(path, new ProcessStartInfo(explorer, $"/select,\"{path}\""));
        }
        else if (OperatingSystem.IsMacOS())
        {
            Run(path, "/usr/bin/open", ["-R", path]);
        }
        else if (!ShowByMessage(path))
        {
            OpenOnLinux(path, Path.GetDirectoryName(path)!);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private void OpenOnLinux(string path, string toOpen)
    {
        RequireDesktop(path);
        var opener = Find("xdg-open")
            ?? throw new LibraryException(path, "The program xdg-open, which opens files on Linux desktops, is not installed. Install the package xdg-utils.");

        // As a URI where it is not text: many programs take such names in no other way.
        Run(path, opener, [PathText.HasInvalidText(toOpen) ? FileUri.Of(toOpen) : toOpen]);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Run(string path, string program, IReadOnlyList<string> arguments)
    {
        var name = Path.GetFileName(program);
        try
        {
            var status = DetachedProcess.Run(program, arguments, Patience);
            if (status is null or 0) return;
            throw new LibraryException(
                path, $"{PathText.ToDisplay(path)} could not be opened: {name} ended with status {status}. Check that a program is set for this kind of file, or open it with a file manager.");
        }
        catch (Win32Exception e)
        {
            throw new LibraryException(path, $"{name} could not be started: {e.Message}.", e);
        }
    }

    private static void StartOnWindows(string path, ProcessStartInfo start)
    {
        try
        {
            Process.Start(start)?.Dispose();
        }
        catch (Win32Exception e)
        {
            throw new LibraryException(path, $"{PathText.ToDisplay(path)} could not be opened: {e.Message}. Set a program for this kind of file, or open it with the Explorer.", e);
        }
    }

    // The file managers of GNOME, KDE, Xfce, Cinnamon and others answer this message; xdg-open cannot select a file.
    [UnsupportedOSPlatform("windows")]
    private bool ShowByMessage(string path)
    {
        RequireDesktop(path);
        if (!HasSessionBus() || Find("gdbus") is not { } gdbus) return false;
        try
        {
            return DetachedProcess.Run(
                gdbus,
                [
                    "call", "--session", "--timeout", "10", "--dest", "org.freedesktop.FileManager1", "--object-path", "/org/freedesktop/FileManager1",
                    "--method", "org.freedesktop.FileManager1.ShowItems", $"['{FileUri.Of(path)}']", string.Empty,
                ],
                Patience) is null or 0;
        }
        catch (Win32Exception)
        {
            return false; // xdg-open may do
        }
    }

    private bool HasSessionBus() =>
        !string.IsNullOrEmpty(_variable("DBUS_SESSION_BUS_ADDRESS")) || (_variable("XDG_RUNTIME_DIR") is { Length: > 0 } folder && Path.Exists(Path.Combine(folder, "bus")));

    private void RequireDesktop(string path)
    {
        if (!string.IsNullOrEmpty(_variable("WAYLAND_DISPLAY")) || !string.IsNullOrEmpty(_variable("DISPLAY"))) return;
        throw new LibraryException(
            path, "Fovea runs where there is no desktop (neither WAYLAND_DISPLAY nor DISPLAY is set), so nothing can be opened. Start it from a terminal of your desktop, or copy the path.");
    }

    private static void RequireThere(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!Path.IsPathFullyQualified(path)) throw new ArgumentException("The path is not absolute.", nameof(path));
        if (OperatingSystem.IsWindows() ? Path.Exists(path) : Posix.Exists(path)) return;
        throw new LibraryException(path, $"{PathText.ToDisplay(path)} is not there now. If it is on a drive, plug it in.");
    }

    [UnsupportedOSPlatform("windows")]
    private string? Find(string program) => (_variable("PATH") ?? string.Empty).Split(':')
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(file => File.Exists(file) && (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
