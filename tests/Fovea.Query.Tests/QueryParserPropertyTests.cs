using System.Globalization;
using CsCheck;

namespace Fovea.Query.Tests;

public sealed class QueryParserPropertyTests
{
    // Any UTF-16, lone surrogates included, and texts made of the language's own pieces: these reach every branch.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char.Array[0, 40].Select(c => new string(c)),
        Gen.OneOf(
            "in:", "date:", "before:", "after:", "-", "--", "\"", "“", "”", "„", " ", "\t", "\0", "2019", "2020-02", "..", "x", "dog", ":", "\\", "🐕",
            "\uD83D", "\uDC80", "כלב", "\u200F", "9999-12-31").Array[0, 24].Select(string.Concat));

    private static readonly Gen<string[]> Words = Gen.String[Gen.Char['a', 'z'], 1, 8].Array[0, 12];

    [Fact]
    public void Parse_AnyText_NeverThrowsAndPointsIntoTheText() => AnyText.Sample(text =>
    {
        foreach (var diagnostic in QueryParser.Parse(text).Diagnostics)
        {
            Assert.InRange(diagnostic.Start, 0, text.Length - 1);
            Assert.InRange(diagnostic.Length, 1, text.Length - diagnostic.Start);
            Assert.NotEmpty(diagnostic.Message);
        }
    }, iter: 2_000);

    [Fact]
    public void Parse_AnyText_GivesTermsThatATokenizerCanTake() => AnyText.Sample(text =>
    {
        var terms = QueryParser.Parse(text).Query.Terms;
        Assert.All(terms, t => Assert.Equal(t.Text.Trim(), t.Text));
        Assert.All(terms, t => Assert.NotEmpty(t.Text));
        Assert.All(terms, t => Assert.DoesNotContain(t.Text, char.IsControl));
        Assert.All(terms, t => Assert.False(PathText.HasInvalidText(t.Text)));
        Assert.All(terms, t => Assert.True(t.Weight is 1 or -1));
        Assert.True(terms.Count(t => t.Weight == 1) <= 1);
    }, iter: 2_000);

    [Fact]
    public void Parse_PlainWords_GivesBackTheWords() => Words.Sample(words =>
    {
        var parsed = QueryParser.Parse(string.Join(' ', words));
        Assert.Equal(words.Length == 0 ? [] : [string.Join(' ', words)], parsed.Query.Terms.Select(t => t.Text));
        Assert.Empty(parsed.Diagnostics);
    }, iter: 2_000);

    [Fact]
    public void Parse_AnyTextInQuotationMarks_IsDescriptionOnly() => AnyText.Sample(text =>
    {
        var parsed = QueryParser.Parse("\"" + text.Replace('"', '\'') + "\"");
        Assert.Empty(parsed.Query.Folders);
        Assert.Null(parsed.Query.TakenFrom);
        Assert.Null(parsed.Query.TakenBefore);
        Assert.All(parsed.Query.Terms, t => Assert.Equal(1, t.Weight));
    }, iter: 2_000);

    [Fact]
    public void Parse_FiltersAnywhere_DoNotChangeTheDescription() =>
        Gen.Select(Words, Words, Gen.OneOf("in:x", "in:\"a b\"", "date:2019", "before:2020", "-\"y z\"")).Sample((first, second, filter) =>
        {
            var with = QueryParser.Parse($"{string.Join(' ', first)} {filter} {string.Join(' ', second)}");
            var without = QueryParser.Parse($"{string.Join(' ', first)} {string.Join(' ', second)}");
            Assert.Equal(without.Query.Terms, with.Query.Terms.Where(t => t.Weight == 1));
        });

    [Fact]
    public void Parse_AnyDay_IsThatDay() => Gen.Date.Where(d => d < DateTime.MaxValue.Date).Sample(day =>
    {
        var query = QueryParser.Parse(day.ToString("'date:'yyyy-MM-dd", CultureInfo.InvariantCulture)).Query;
        Assert.Equal(day.Date, query.TakenFrom);
        Assert.Equal(day.Date.AddDays(1), query.TakenBefore);
    }, iter: 2_000);

    [Theory]
    [InlineData("-a ")]
    [InlineData("\"")]
    [InlineData("\"\" ")]
    [InlineData("in:\"a\"b")]
    [InlineData("x:y ")]
    [InlineData("date:9 ")]
    [InlineData("a")]
    public void Parse_MegabyteOfAnything_IsReadToTheEnd(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        Assert.False(QueryParser.Parse(text).Query.IsEmpty && piece.Trim('"', ' ').Length > 0);
    }
}
