using System.Text.Json;

namespace Fovea.Cli.Tests;

public sealed class InspectTests(IndexedLibrary library) : IClassFixture<IndexedLibrary>
{
    private readonly FoveaProgram _program = library.Program;

    [Fact]
    public async Task Tokens_Text_AreBetweenStartAndEnd()
    {
        var text = (await _program.RunAsync("inspect", "tokens", "a photo", "of a cat")).Ends(0);
        var json = (await _program.RunAsync("inspect", "tokens", "a photo of a cat", "--json")).Ends(0).Json;

        var ids = json.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToList();
        Assert.Equal(8190, ids[0]);
        Assert.Equal(8191, ids[^1]);
        Assert.False(json.GetProperty("truncated").GetBoolean());
        Assert.Equal(string.Join(' ', ids), text.Output.Trim());
    }

    [Fact]
    public async Task Tokens_LongText_IsSaidToBeCutOff()
    {
        var text = string.Join(' ', Enumerable.Repeat("dog", 100));

        Assert.EndsWith(" 8191 (cut off)\n", (await _program.RunAsync("inspect", "tokens", text)).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_JsonLines_AnswerLineByLine()
    {
        var result = (await _program.RunAsync(
            ["inspect", "tokens", "--jsonl"],
            """
            "a dog"
            ""
            "caf\u00e9 \"quoted\" \ud83d\udc36 tab\there"
            "half \ud83d a pair \udc36 \\ \/ \n"

            "A DOG "
            """)).Ends(0);

        var lines = result.Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(5, lines.Count);
        Assert.All(lines, line => Assert.Equal(["ids", "truncated"], line.EnumerateObject().Select(p => p.Name)));
        Assert.Equal("[8190,8191]", lines[1].GetProperty("ids").GetRawText());
        Assert.Equal(lines[0].GetRawText(), lines[4].GetRawText());
        var replaced = (await _program.RunAsync("inspect", "tokens", "half \uFFFD a pair \uFFFD \\ / \n", "--json")).Ends(0);
        Assert.Equal(replaced.Lines[0], result.Lines[3]);
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("plain words")]
    [InlineData("[\"a\"]")]
    [InlineData("null")]
    [InlineData("\"\\ud83\"")]
    public async Task Tokens_LineThatIsNoJsonString_IsNamedByItsNumber(string line)
    {
        var result = (await _program.RunAsync(["inspect", "tokens", "--jsonl"], $"\"a dog\"\n{line}\n\"not reached\"\n")).Ends(2);

        Assert.Single(result.Lines);
        Assert.StartsWith("fovea: line 2 of standard input is not a JSON string: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 128)]
    [InlineData("32", 32)]
    [InlineData("224", 224)]
    public async Task Pixels_Size_IsTheSideOfTheSquare(string? size, int side)
    {
        var output = Path.Combine(_program.Home, $"seen{side}.png");
        string[] sized = size is null ? [] : ["--size", size];

        (await _program.RunAsync(["inspect", "pixels", "red.png", "--out", output, .. sized])).Ends(0);

        var png = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((side, side), (png[19] + (png[18] << 8), png[23] + (png[22] << 8)));
    }

    [Fact]
    public async Task Pixels_OutputThatCannotBeWritten_IsAnError()
    {
        var output = _program["none", "seen.png"];

        var result = (await _program.RunAsync("inspect", "pixels", "red.png", "--out", output)).Ends(2);

        Assert.StartsWith($"fovea: {output} could not be written: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vector_OfPhotoAndText_GiveTheScoreOfTheSearch()
    {
        var photo = await VectorAsync("red.png");
        var text = await VectorAsync("--text", "something blue");
        var found = (await _program.RunAsync("search", "something", "blue", "--json")).Ends(0).Json.GetProperty("results").EnumerateArray()
            .Single(result => result.GetProperty("path").GetString()!.EndsWith("red.png", StringComparison.Ordinal));

        Assert.Equal(256, photo.Length);
        Assert.Equal(1, photo.Sum(v => v * v), 1e-4);
        Assert.Equal(1, text.Sum(v => v * v), 1e-4);
        Assert.Equal(photo.Zip(text, (a, b) => a * b).Sum(), found.GetProperty("score").GetDouble(), 1e-3);
    }

    [Fact]
    public async Task Vector_WithoutJson_IsTheSameNumbers()
    {
        var plain = (await _program.RunAsync("inspect", "vector", "--text", "a dog")).Ends(0);

        Assert.Equal(
            await VectorAsync("--text", "a dog"),
            plain.Output.Trim().Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private async Task<double[]> VectorAsync(params string[] of) =>
        [.. (await _program.RunAsync(["inspect", "vector", .. of, "--json"])).Ends(0).Json.GetProperty("vector").EnumerateArray().Select(v => v.GetDouble())];
}
