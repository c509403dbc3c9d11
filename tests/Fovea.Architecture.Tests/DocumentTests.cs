using System.Text.RegularExpressions;

namespace Fovea.Architecture.Tests;

public sealed partial class DocumentTests
{
    private static readonly string[] Required = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE"];

    [Fact]
    public void TheRepository_HasItsDocuments() => Violations.None(Required.Except(Repository.Files));

    [Fact]
    public void Architecture_NamesEveryProjectOfTheProduct()
    {
        Assert.SkipUnless(Repository.Files.Contains("ARCHITECTURE.md"), "ARCHITECTURE.md is missing, which another test reports");
        var text = Repository.Read("ARCHITECTURE.md");

        Violations.None(ProjectFile.Product.Select(p => p.Name).Where(n => !Regex.IsMatch(text, Regex.Escape(n) + @"\b")).Select(n => $"no word of {n}"));
    }

    [Fact]
    public void EveryRelativeLink_Resolves()
    {
        var broken =
            from document in Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))
            from link in Link().Matches(WithoutCode(Repository.Read(document))).Select(m => m.Groups["target"].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#') && !link.StartsWith("mailto:", StringComparison.Ordinal)
            let target = Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(link.Split('#')[0]))
            where !Path.Exists(Repository.Full(target))
            select $"{document} links to {link}";

        Violations.None(broken);
    }

    [Fact]
    public void EveryDecision_HasItsOwnNumberAndADate()
    {
        var decisions = Repository.Files.Where(f => Regex.IsMatch(f, @"^docs/adr/\d{4}-[\w-]+\.md$")).ToArray();

        Assert.Equal(decisions.Select(d => Path.GetFileName(d)[..4]).Distinct().Count(), decisions.Length);
        Assert.All(decisions, d => Assert.Matches(@"20\d\d-\d\d-\d\d", Repository.Read(d)));
    }

    private static string WithoutCode(string markdown) => Code().Replace(markdown, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
