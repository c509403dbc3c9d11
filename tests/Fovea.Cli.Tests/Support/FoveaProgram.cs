using System.Diagnostics;

namespace Fovea.Cli.Tests.Support;

/// <summary>The real program with a data folder of its own, in a fresh folder that is also its home folder and current folder.</summary>
internal sealed class FoveaProgram : IDisposable
{
    private readonly TempFolder _folder = new();

    public FoveaProgram() => Directory.CreateDirectory(Folder);

    /// <summary>The program file, as it was built.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fovea.exe" : "fovea");

    /// <summary>The data folder.</summary>
    public string Home => _folder["home"];

    /// <summary>A folder for photos; the current folder.</summary>
    public string Folder => _folder["photos"];

    public string this[params string[] parts] => System.IO.Path.Combine([Folder, .. parts]);

    public string Write(string relativePath, ReadOnlySpan<byte> bytes) => _folder.Write(System.IO.Path.Combine("photos", relativePath), bytes);

    /// <summary>Writes a picture of one colour; the note makes its bytes differ from others of that colour.</summary>
    public string Draw(string relativePath, byte red, byte green, byte blue) => Write(relativePath, TestPicture.Solid(red, green, blue, note: relativePath));

    /// <summary>Writes as many pictures, all different, that take a moment to decode.</summary>
    public void DrawMany(int count, string below = "")
    {
        for (var i = 0; i < count; i++)
        {
            var seed = i;
            Write(
                System.IO.Path.Combine(below, FormattableString.Invariant($"{i:0000}.png")),
                TestPicture.Png(160, 120, (x, y) => ((byte)((x * 3) + seed), (byte)((y * 5) ^ seed), (byte)(x + y)), FormattableString.Invariant($"{below}{i}")));
        }
    }

    public Task<CommandResult> RunAsync(params string[] args) => RunAsync(args, input: null);

    public async Task<CommandResult> RunAsync(string[] args, string? input)
    {
        using var running = Start(args, input);
        return await running.WaitAsync();
    }

    public RunningCommand Start(params string[] args) => Start(args, input: null);

    /// <summary>Runs a line of the POSIX shell in which <c>fovea</c> is the program.</summary>
    public async Task<CommandResult> ShellAsync(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        using var running = RunningCommand.Start(Prepare("/bin/sh", ["-c", $"fovea() {{ \"{Path}\" \"$@\"; }}\n{line}"]), input: null);
        return await running.WaitAsync();
    }

    public void Dispose() => _folder.Dispose();

    private RunningCommand Start(string[] args, string? input) => RunningCommand.Start(Prepare(Path, args), input);

    private ProcessStartInfo Prepare(string program, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = Folder };
        foreach (var name in start.Environment.Keys.Where(IsOfTheTerminal).ToList()) start.Environment.Remove(name);
        start.Environment["FOVEA_HOME"] = Home;
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = _folder.Path;
        return start;
    }

    // What the person who runs the tests has set for themselves.
    private static bool IsOfTheTerminal(string name) =>
        name is "NO_COLOR" or "TERM" or "TERM_PROGRAM" or "KITTY_WINDOW_ID" or "WT_SESSION" or "COLUMNS" or "LINES" || name.StartsWith("DOTNET_TieredPGO", StringComparison.Ordinal);
}
