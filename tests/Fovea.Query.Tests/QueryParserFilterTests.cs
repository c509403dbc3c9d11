using System.Globalization;

namespace Fovea.Query.Tests;

public sealed class QueryParserFilterTests
{
    [Theory]
    [InlineData("in:Holidays", "Holidays")]
    [InlineData("IN:Holidays", "Holidays")]
    [InlineData("in:\"C:\\My Photos\"", "C:\\My Photos")]
    [InlineData("in:\"C:\\My Photos\\\"", "C:\\My Photos\\")]
    [InlineData("in:\"My Photos\"/2019", "My Photos/2019")]
    [InlineData("in:“My Photos”", "My Photos")]
    [InlineData("in:/a:b", "/a:b")]
    [InlineData("in:\"a\tb\"", "a\tb")]
    [InlineData("in:-x", "-x")]
    public void Parse_Folder_IsKeptAsWritten(string text, string folder)
    {
        var parsed = QueryParser.Parse(text);

        Assert.Equal([folder], parsed.Query.Folders);
        Assert.Empty(parsed.Query.Terms);
        Assert.Empty(parsed.Diagnostics);
    }

    [Fact]
    public void Parse_FolderWithBytesThatAreNotText_KeepsThem() =>
        Assert.Equal(["broken\uDCFFname"], QueryParser.Parse("in:broken\uDCFFname").Query.Folders);

    [Fact]
    public void Parse_SeveralFolders_KeepsAllInOrder() => Assert.Equal(["b", "a"], QueryParser.Parse("in:b dog in:a").Query.Folders);

    [Theory]
    [InlineData("date:2019", "2019-01-01", "2020-01-01")]
    [InlineData("Date:2019-05", "2019-05-01", "2019-06-01")]
    [InlineData("date:2019-5-7", "2019-05-07", "2019-05-08")]
    [InlineData("date:2019-12-31", "2019-12-31", "2020-01-01")]
    [InlineData("date:2020-02-29", "2020-02-29", "2020-03-01")]
    [InlineData("date:2018..2020", "2018-01-01", "2021-01-01")]
    [InlineData("date:2020..2018", "2018-01-01", "2021-01-01")]
    [InlineData("date:2018-05..2020", "2018-05-01", "2021-01-01")]
    [InlineData("date:2018-05-17..2018-05-17", "2018-05-17", "2018-05-18")]
    [InlineData("date:2018..", "2018-01-01", null)]
    [InlineData("date:..2020", null, "2021-01-01")]
    [InlineData("before:2020", null, "2020-01-01")]
    [InlineData("before:2020-03-05", null, "2020-03-05")]
    [InlineData("after:2019", "2020-01-01", null)]
    [InlineData("after:2019-06", "2019-07-01", null)]
    [InlineData("after:2019-06-30", "2019-07-01", null)]
    [InlineData("after:2018 before:2020", "2019-01-01", "2020-01-01")]
    [InlineData("date:2018..2020 date:2019..2021 after:2017", "2019-01-01", "2021-01-01")]
    public void Parse_Date_IsAHalfOpenRangeOfLocalTime(string text, string? from, string? before)
    {
        var parsed = QueryParser.Parse(text);

        Assert.Equal(Day(from), parsed.Query.TakenFrom);
        Assert.Equal(Day(before), parsed.Query.TakenBefore);
        Assert.Equal(DateTimeKind.Unspecified, (parsed.Query.TakenFrom ?? parsed.Query.TakenBefore)!.Value.Kind);
        Assert.Empty(parsed.Query.Terms);
        Assert.Empty(parsed.Diagnostics);
    }

    [Theory]
    [InlineData("date:9999")]
    [InlineData("date:9999-12")]
    [InlineData("date:9999-12-31")]
    public void Parse_EndOfTheCalendar_IsCutThere(string text) => Assert.Equal(DateTime.MaxValue, QueryParser.Parse(text).Query.TakenBefore);

    [Theory]
    [InlineData("date:2019-02-30")]
    [InlineData("date:2019-13")]
    [InlineData("date:2019-00")]
    [InlineData("date:2019-1-0")]
    [InlineData("date:0000")]
    [InlineData("date:19")]
    [InlineData("date:20190")]
    [InlineData("date:2019-")]
    [InlineData("date:2019-0005")]
    [InlineData("date:2019-05-17-01")]
    [InlineData("date:-2019")]
    [InlineData("date:+201")]
    [InlineData("date:..")]
    [InlineData("date:2018...2020")]
    [InlineData("date:2018..2020..2021")]
    [InlineData("date:٢٠١٩")]
    [InlineData("date:soon")]
    [InlineData("date:")]
    [InlineData("before:2018..2020")]
    [InlineData("after:x")]
    public void Parse_ImpossibleDate_IsSearchedAsWordsAndSaid(string text)
    {
        var parsed = QueryParser.Parse("dog " + text);

        Assert.Equal([new QueryTerm("dog " + text, 1)], parsed.Query.Terms);
        Assert.Null(parsed.Query.TakenFrom);
        Assert.Null(parsed.Query.TakenBefore);
        var diagnostic = Assert.Single(parsed.Diagnostics);
        Assert.Equal((4, text.Length), (diagnostic.Start, diagnostic.Length));
    }

    [Theory]
    [InlineData("date:2019-13", "\"2019-13\" is no date that date: understands (2019, 2019-05, 2019-05-17 or 2018..2020): it was searched as words.")]
    [InlineData("before:soon", "\"soon\" is no date that before: understands (2019, 2019-05, 2019-05-17): it was searched as words.")]
    [InlineData("camera:canon", "\"camera:\" is no filter (there are in:, date:, before: and after:): it was searched as words.")]
    [InlineData("in:", "\"in:\" needs a folder right after the colon, as in in:Holidays or in:\"My Photos\": it was searched as a word.")]
    [InlineData("in:\"\"", "\"in:\" needs a folder right after the colon, as in in:Holidays or in:\"My Photos\": it was searched as a word.")]
    [InlineData("in:\"a\0b\"", "No folder's name holds a NUL character: it was searched as words.")]
    [InlineData("before:2018 after:2020", "These dates leave no time in which a photo could have been taken: nothing can be found.")]
    [InlineData("in:\"a b", "The quotation mark is never closed: everything after it was taken as the folder's name.")]
    public void Parse_WhatIsNotUnderstood_IsSaidInPlainWords(string text, string message) =>
        Assert.Equal(message, Assert.Single(QueryParser.Parse(text).Diagnostics).Message);

    [Fact]
    public void Parse_VeryLongUnknownValue_IsQuotedShortened() =>
        Assert.Equal(
            "\"" + new string('9', 40) + "…\" is no date that date: understands (2019, 2019-05, 2019-05-17 or 2018..2020): it was searched as words.",
            Assert.Single(QueryParser.Parse("date:" + new string('9', 1000)).Diagnostics).Message);

    [Fact]
    public void Parse_FilterAmongWords_LeavesTheDescriptionWhole()
    {
        var query = QueryParser.Parse("a dog in:Holidays on the date:2019 beach -people").Query;

        Assert.Equal([new QueryTerm("a dog on the beach", 1), new QueryTerm("people", -1)], query.Terms);
        Assert.Equal(["Holidays"], query.Folders);
        Assert.False(query.IsEmpty);
    }

    private static DateTime? Day(string? day) => day is null ? null : DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
