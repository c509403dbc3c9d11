namespace Fovea.Query.Tests;

public sealed class QueryParserTermTests
{
    [Theory]
    [InlineData("a dog on the beach", "a dog on the beach")]
    [InlineData("  two\t words \r\n", "two words")]
    [InlineData("2019", "2019")]
    [InlineData("black-and-white t-shirt", "black-and-white t-shirt")]
    [InlineData("-5 degrees", "-5 degrees")]
    [InlineData("-", "-")]
    [InlineData("beach - sunset -- night", "beach - sunset -- night")]
    [InlineData("--help -> -.5", "--help -> -.5")]
    [InlineData("a 5\" disk", "a 5\" disk")]
    [InlineData("12:30 on a 16:9 screen", "12:30 on a 16:9 screen")]
    [InlineData("🐕 im Schnee", "🐕 im Schnee")]
    [InlineData("כלב על החוף", "כלב על החוף")]
    [InlineData("\u200Fכלב\u200F", "כלב")]
    [InlineData("a\0b\u0007c", "a b c")]
    [InlineData("family 👨‍👩‍👧", "family 👨‍👩‍👧")]
    [InlineData("\"in:a -b date:2019\"", "in:a -b date:2019")]
    [InlineData("a \"red  car\" there", "a red  car there")]
    [InlineData("a “red car” there", "a red car there")]
    [InlineData("a „rotes Auto“ there", "a rotes Auto there")]
    [InlineData("\"a “quoted” word\"", "a “quoted” word")]
    public void Parse_Description_IsOneTermWithoutDiagnostics(string text, string description)
    {
        var parsed = QueryParser.Parse(text);

        Assert.Equal([new QueryTerm(description, 1)], parsed.Query.Terms);
        Assert.Empty(parsed.Diagnostics);
        Assert.Empty(parsed.Query.Folders);
    }

    [Fact]
    public void Parse_HalfASurrogatePair_BecomesTheReplacementCharacter() =>
        Assert.Equal([new QueryTerm("half \uFFFD pair", 1)], QueryParser.Parse("half \uD83D pair").Query.Terms);

    [Theory]
    [InlineData("beach -people", "beach", "people")]
    [InlineData("-people beach", "beach", "people")]
    [InlineData("beach -\"a crowd of people\" -cars", "beach", "a crowd of people", "cars")]
    [InlineData("beach -“two words”", "beach", "two words")]
    [InlineData("-🐕 park", "park", "🐕")]
    [InlineData("-black-and-white portrait", "portrait", "black-and-white")]
    public void Parse_MinusBeforeAConcept_SubtractsIt(string text, string description, params string[] concepts)
    {
        var parsed = QueryParser.Parse(text);

        Assert.Equal([new QueryTerm(description, 1), .. concepts.Select(c => new QueryTerm(c, -1))], parsed.Query.Terms);
        Assert.All(parsed.Query.Terms.Skip(1), t => Assert.True(t.IsSubtracted));
        Assert.Empty(parsed.Diagnostics);
    }

    [Fact]
    public void Parse_OnlySubtractions_HasNoDescription() => Assert.Equal([new QueryTerm("people", -1)], QueryParser.Parse("-people").Query.Terms);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Parse_Nothing_IsEmpty(string text)
    {
        var parsed = QueryParser.Parse(text);

        Assert.True(parsed.Query.IsEmpty);
        Assert.Empty(parsed.Diagnostics);
    }

    [Theory]
    [InlineData("\"\" beach", 0, 2)]
    [InlineData("beach -\" \"", 6, 4)]
    public void Parse_EmptyQuotation_IsLeftOutAndSaid(string text, int start, int length)
    {
        var parsed = QueryParser.Parse(text);

        Assert.Equal([new QueryTerm("beach", 1)], parsed.Query.Terms);
        Assert.Equal([new QueryDiagnostic("There is nothing between the quotation marks: they were left out.", start, length)], parsed.Diagnostics);
    }

    [Fact]
    public void Parse_UnclosedQuotation_TakesTheRestAsQuoted()
    {
        var parsed = QueryParser.Parse("sign \"in:a -b");

        Assert.Equal([new QueryTerm("sign in:a -b", 1)], parsed.Query.Terms);
        Assert.Equal(
            [new QueryDiagnostic("The quotation mark is never closed: everything after it was taken as quoted.", 5, 8)], parsed.Diagnostics);
    }

    [Fact]
    public void Parse_MoreSubtractionsThanAllowed_LeavesOutTheRestAndSaysSo()
    {
        var parsed = QueryParser.Parse("beach" + string.Concat(Enumerable.Repeat(" -cat", QueryParser.MaximumSubtractions)) + " -dog");

        Assert.DoesNotContain(parsed.Query.Terms, t => t.Text == "dog");
        Assert.Equal(QueryParser.MaximumSubtractions + 1, parsed.Query.Terms.Count);
        Assert.Equal("At most 16 concepts can be subtracted: this one was left out.", Assert.Single(parsed.Diagnostics).Message);
    }

    [Fact]
    public void Parse_SubtractedFilter_IsSubtractedAsWordsAndSaid()
    {
        var parsed = QueryParser.Parse("beach -in:Holidays");

        Assert.Equal([new QueryTerm("beach", 1), new QueryTerm("in:Holidays", -1)], parsed.Query.Terms);
        Assert.Equal(
            [new QueryDiagnostic("Only descriptions can be subtracted, not filters: \"in:Holidays\" was subtracted as words.", 6, 12)],
            parsed.Diagnostics);
    }
}
