using System.Text.RegularExpressions;

namespace Fovea.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int LongestFile = 500;
    private const int LongestFileAt95Percent = 300;
    private const int LongestMedian = 80;

    [Fact]
    public void EveryFile_IsShortAndMostAreVeryShort()
    {
        var lengths = Repository.Sources.Select(f => (File: f, Lines: Repository.Read(f).AsSpan().Count('\n'))).OrderBy(f => f.Lines).ToArray();

        Violations.None(lengths.Where(f => f.Lines > LongestFile).Select(f => $"{f.File} has {f.Lines} lines"));
        Assert.InRange(lengths[lengths.Length / 2].Lines, 1, LongestMedian);
        Assert.InRange(lengths[lengths.Length * 95 / 100].Lines, 1, LongestFileAt95Percent);
    }

    [Fact]
    public void EveryNamespace_IsFileScoped() => AssertNone(Repository.Sources, BlockNamespace(), "has a namespace with braces");

    [Fact]
    public void EveryFile_HoldsOneTypeNamedAsTheFile()
    {
        var wrong =
            from file in Repository.Sources
            let types = TopLevelType().Matches(Repository.Read(file)).Select(m => m.Groups["name"].Value).Distinct().ToArray()
            let name = Path.GetFileName(file).Split('.')[0]
            where types.Length > 1 || (types.Length == 1 && types[0] != name)
            select $"{file} holds {string.Join(", ", types)}";

        Violations.None(wrong);
    }

    [Fact]
    public void OnlyModels_OpensConnections() => AssertNone(
        Product().Where(f => !f.StartsWith("src/Fovea.Models/", StringComparison.Ordinal)), NetworkClient(), "uses a network client");

    [Fact]
    public void OnlyTheCommandLine_TalksToTheTerminal() => AssertNone(
        Product().Where(f => !f.StartsWith("src/Fovea.Cli/", StringComparison.Ordinal)), TerminalUse(), "writes to the console");

    [Fact]
    public void NothingIsLeftForLater() => AssertNone(Repository.Sources, LeftOver(), "holds unfinished work");

    [Fact]
    public void EverySkippedTest_SaysWhy() => AssertNone(Repository.Sources, SkipWithoutReason(), "skips a test without a reason");

    [Fact]
    public void EveryMutedWarning_SaysWhy() => AssertNone(Repository.Sources, PragmaWithoutReason(), "mutes a warning without a reason on the same line");

    private static IEnumerable<string> Product() => Repository.Sources.Where(f => f.StartsWith("src/", StringComparison.Ordinal));

    private static void AssertNone(IEnumerable<string> files, Regex pattern, string what)
    {
        var found =
            from file in files
            let match = pattern.Match(Repository.Read(file))
            where match.Success
            select $"{file} {what}: {match.Value.Trim()}";

        Violations.None(found);
    }

    [GeneratedRegex(@"^namespace [\w.]+\s*\{?\s*$", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"^(?:(?:public|internal|abstract|sealed|static|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record(?: class| struct)?|delegate [\w<>?\[\]]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:HttpClient|HttpMessageInvoker|SocketsHttpHandler|TcpClient|TcpListener|UdpClient|WebRequest|WebClient|ClientWebSocket|SmtpClient|new Socket)\b|\bDns\.")]
    private static partial Regex NetworkClient();

    [GeneratedRegex(@"(?<![\w.])Console\.\w+")]
    private static partial Regex TerminalUse();

    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b|throw new Not" + @"ImplementedException")]
    private static partial Regex LeftOver();

    [GeneratedRegex(@"\bSkip\s*=\s*""\s*""|Assert\.Skip\(\s*(?:""\s*"")?\s*\)|Assert\.Skip(?:Unless|When)\([^;]*,\s*""\s*""\s*\)")]
    private static partial Regex SkipWithoutReason();

    [GeneratedRegex(@"^\s*#pragma warning disable [\w, ]+\r?$", RegexOptions.Multiline)]
    private static partial Regex PragmaWithoutReason();
}
