using System.CommandLine;
using System.Text.RegularExpressions;

namespace Fovea.Cli.Tests;

/// <summary>docs/guide/command-line.md says what the program does.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(RepositoryRoot.File("docs", "guide", "command-line.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task EveryExample_Runs()
    {
        using var program = new FoveaProgram();
        program.DrawMany(25, Path.Combine("..", "Pictures"));
        program.Draw(Path.Combine("..", "Pictures", "dog.png"), 90, 60, 20);
        foreach (var photo in Directory.EnumerateFiles(program["..", "Pictures"])) File.SetLastWriteTimeUtc(photo, new DateTime(2019, 6, 1, 0, 0, 0, DateTimeKind.Utc));

        var examples = Example().Matches(Guide).Select(match => match.Groups["command"].Value).ToList();
        Assert.InRange(examples.Count, 25, 100);

        // One shell after the other in one library, as a reader would type them.
        var script = string.Concat(examples.Select((example, i) => FormattableString.Invariant($"echo; echo '#{i}' >&2\n{example} > /dev/null || echo \"#failed {i} $?\" >&2\n")));
        var result = (await program.ShellAsync(script)).Ends(0);

        Assert.Empty(Regex.Matches(result.Error, @"#failed (\d+) (\d+)").Select(m => $"{examples[int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)]}: exit code {m.Groups[2].Value}\n{result.Error}"));
    }

    [Fact]
    public void EveryCommandAndOption_IsInTheGuide()
    {
        var root = FoveaCommandLine.CreateRootCommand();
        var names = All(root).SelectMany(command => command.Options.Select(option => option.Name).Append(command.Name)).Except([root.Name]);

        Assert.All(names, name => Assert.Matches($@"(?<![\w-]){Regex.Escape(name)}(?![\w-])", Guide));
    }

    [Fact]
    public void EveryExitCode_IsInTheGuide() =>
        Assert.All(
            new[] { ExitCodes.Done, ExitCodes.NothingFound, ExitCodes.Error, ExitCodes.Interrupted },
            code => Assert.Contains(FormattableString.Invariant($"| {code} |"), Guide, StringComparison.Ordinal));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex(@"^\$ (?<command>fovea .+)$", RegexOptions.Multiline)]
    private static partial Regex Example();
}
