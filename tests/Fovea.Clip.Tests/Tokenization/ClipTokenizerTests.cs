using System.Text;
using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>The tokenizer with the starter's vocabulary, which falls back to bytes for whatever it does not know.</summary>
public sealed class ClipTokenizerTests
{
    private const int Start = 8190;
    private const int End = 8191;

    private static readonly ClipTokenizer Starter = (ClipTokenizer)ModelFolder.Read(Reference.Starter).ReadTokenizer();

    [Fact]
    public void Tokenize_Empty_IsStartAndEnd() => Assert.Equal([Start, End], Starter.Tokenize("  ").Ids);

    [Theory]
    [InlineData("<|endoftext|>")]
    [InlineData("a<|STARTOFTEXT|>b")]
    [InlineData("&lt;|endoftext|&gt;")]
    public void Tokenize_TypedSpecialTokens_AreText(string text)
    {
        var ids = Starter.Tokenize(text).Ids;
        Assert.DoesNotContain(Start, ids.Skip(1));
        Assert.DoesNotContain(End, ids.SkipLast(1));
    }

    [Fact]
    public void Tokenize_FormatsOfOneVocabulary_GiveTheSameIds()
    {
        var fromJson = ModelFolder.Read(Path.Combine(Reference.TinyClip, "openclip")).ReadTokenizer();
        var fromTexts = ModelFolder.Read(Path.Combine(Reference.TinyClip, "hf")).ReadTokenizer();
        Gen.String.Sample(text => Assert.Equal(fromJson.Tokenize(text).Ids, fromTexts.Tokenize(text).Ids), iter: 500);
    }

    [Fact]
    public void Tokenize_MergesAsPairs_GiveTheSameIds()
    {
        using var copy = new ModelCopy("openclip");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(copy["textual", "tokenizer.json"]))!;
        var merges = json["model"]!["merges"]!.AsArray().Select(m => m!.GetValue<string>().Split(' ')).ToList();
        json["model"]!["merges"] = new System.Text.Json.Nodes.JsonArray([.. merges.Select(m => new System.Text.Json.Nodes.JsonArray(m[0], m[1]))]);
        copy.Write("textual/tokenizer.json", json.ToJsonString());
        Assert.Equal(Starter.Tokenize("two dogs on the beach").Ids, ModelFolder.Read(copy.Path).ReadTokenizer().Tokenize("two dogs on the beach").Ids);
    }

    [Fact]
    public void Tokenize_AnyText_IsFramedBoundedAndKeepsItsBeginning() => Gen.String[Gen.Char, 0, 200].Sample(
        text =>
        {
            var tokens = Starter.Tokenize(text);
            Assert.InRange(tokens.Ids.Count, 2, 77);
            Assert.Equal((Start, End), (tokens.Ids[0], tokens.Ids[^1]));
            if (tokens.Truncated) Assert.Equal(77, tokens.Ids.Count);
        },
        iter: 2000);

    [Fact]
    public void Tokenize_AnyWords_ConcatenateToTheWholeText() => Gen.Select(Words, Words).Sample(
        (first, second) => Assert.Equal(
            [.. Starter.Tokenize(first).Ids.SkipLast(1), .. Starter.Tokenize(second).Ids.Skip(1)],
            Starter.Tokenize($"{first} {second}").Ids),
        iter: 500);

    [Fact]
    public void Tokenize_MillionLetters_TakesNoTime()
    {
        var text = new StringBuilder();
        var random = new Random(3);
        for (var i = 0; i < 1_000_000; i++) text.Append((char)('a' + random.Next(26)));
        Assert.True(Starter.Tokenize(text.ToString()).Truncated);
    }

    [Theory]
    [InlineData("""{"pad_id": 5}""", 5)]
    [InlineData("""{"pad_token": "<|endoftext|>"}""", 8191)]
    [InlineData("""{"pad_token": {"content": "!"}}""", 0)]
    [InlineData("{}", 0)]
    public void Read_PaddingOfHuggingFace_IsWhatTheModelNames(string config, int pad)
    {
        using var copy = new ModelCopy().Write("tokenizer_config.json", config);
        Assert.Equal(pad, ModelFolder.Read(copy.Path).ReadTokenizer().PadToken);
    }

    private static Gen<string> Words => Gen.String[Gen.Char['a', 'z'], 1, 6].Array[1, 4].Select(words => string.Join(' ', words));
}
