using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fovea.Clip.Tests;

/// <summary>
/// BPE and Unigram tokenizers as SigLIP 2 and SigLIP have them, and WordPiece as Chinese-CLIP has it. The vocabularies are trained on this project's own texts. The expected ids are SentencePiece's, and Hugging
/// Face's tokenizers give the same but for special tokens that a person types, which are text here; of WordPiece they are the latter's.
/// </summary>
public sealed class PieceTokenizerTests
{
    [Theory]
    [InlineData("unigram")]
    [InlineData("bpe")]
    [InlineData("wordpiece")]
    public void Tokenize_GoldenTexts_GivesReferenceIds(string kind)
    {
        var tokenizer = Tokenizer(File.ReadAllBytes(Fixture($"{kind}.json")), context: 2000);

        Assert.Empty(Wrong(tokenizer, Fixture($"golden-{kind}.jsonl")));
    }

    [Theory]
    [InlineData("unigram")]
    [InlineData("bpe")]
    public void Tokenize_LongText_KeepsTheEnd(string kind)
    {
        var tokenizer = Tokenizer(File.ReadAllBytes(Fixture($"{kind}.json")), context: 16);

        var tokens = tokenizer.Tokenize(string.Concat(Enumerable.Repeat("a photo of a dog ", 200_000 / 17)));

        Assert.True(tokens.Truncated);
        Assert.Equal(16, tokens.Ids.Count);
        Assert.Equal(1, tokens.Ids[^1]);
        Assert.Equal(tokens.Ids.Take(15), Tokenizer(File.ReadAllBytes(Fixture($"{kind}.json")), context: 200).Tokenize("a photo of a dog a photo of a dog a photo of a dog").Ids.Take(15));
    }

    [Theory]
    [InlineData("unigram")]
    [InlineData("bpe")]
    public void Tokenize_AMegabyteInOneWord_Ends(string kind) =>
        Assert.True(Tokenizer(File.ReadAllBytes(Fixture($"{kind}.json")), context: 64).Tokenize(new string('q', 1_000_000)).Truncated);

    [Theory]
    [InlineData("unigram")]
    [InlineData("bpe")]
    [InlineData("wordpiece")]
    public void Tokenize_AnyText_NeverThrows(string kind)
    {
        var tokenizer = Tokenizer(File.ReadAllBytes(Fixture($"{kind}.json")), context: 64);
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(i % 2 == 0 ? 0x300 : 0x10000))]);
            Assert.All(tokenizer.Tokenize(text).Ids, id => Assert.InRange(id, 0, tokenizer.LargestId));
        }
    }

    [Fact]
    public void Tokenize_TrainedOnCaptions_GivesSentencePiecesIds()
    {
        var captions = SharedFiles.Find("photos", "flickr8k-test");
        Assert.SkipUnless(captions is not null, SharedFiles.Reason);
        using var temp = new TempFolder();
        var texts = temp.Write("captions.txt", Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(Path.Combine(captions, "captions.tsv")).Select(line => line.Split('\t')[^1]))));
        var (code, error) = Python(Fixture("train.py"), texts, temp["out"]);
        Assert.SkipUnless(code == 0, $"needs SentencePiece in /usr/bin/python3 (apt-get install python3-sentencepiece): {error}");

        Assert.Empty(Wrong(Tokenizer(File.ReadAllBytes(temp["out", "unigram.json"]), context: 2000), temp["out", "golden-unigram.jsonl"]));
        Assert.Empty(Wrong(Tokenizer(File.ReadAllBytes(temp["out", "bpe.json"]), context: 2000), temp["out", "golden-bpe.jsonl"]));
    }

    [Theory]
    [InlineData("normalizer", """{"type":"Lowercase"}""", "A DOG", "a dog")]
    [InlineData("normalizer", """{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Strip","strip_left":true,"strip_right":true}]}""", "  ａ ｄｏｇ ", "a dog")]
    [InlineData("normalizer", """{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"StripAccents"}]}""", "à dög", "a dog")]
    [InlineData("normalizer", """{"type":"Replace","pattern":{"Regex":"[!?]+"},"content":""}""", "a dog?!", "a dog")]
    [InlineData("normalizer", """{"type":"Prepend","prepend":"a "}""", "dog", "a dog")]
    [InlineData("normalizer", """{"type":"Nmt"}""", "a\tdog", "a dog")]
    [InlineData("pre_tokenizer", """{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}]}""", "a\n  dog", "a dog")]
    [InlineData("pre_tokenizer", """{"type":"Metaspace","replacement":"▁","add_prefix_space":true}""", "a dog", "a dog")]
    [InlineData("post_processor", """{"type":"RobertaProcessing","cls":["<s>",2],"sep":["</s>",1]}""", "a dog", "a dog")]
    public void Tokenize_OtherParts_DoAsTheySay(string part, string json, string text, string same)
    {
        var plain = Tokenizer(File.ReadAllBytes(Fixture("unigram.json")), context: 64).Tokenize(same).Ids;

        var ids = Tokenizer(Edited("unigram", part, json), context: 64).Tokenize(text).Ids;

        Assert.Equal(part == "post_processor" ? [2, .. plain] : plain, ids);
    }

    [Theory]
    [InlineData("Removed", "ab", "cd")]
    [InlineData("Isolated", "ab", "-", "-", "cd")]
    [InlineData("Contiguous", "ab", "--", "cd")]
    [InlineData("MergedWithPrevious", "ab-", "-", "cd")]
    [InlineData("MergedWithNext", "ab", "-", "-cd")]
    public void Split_AtAPattern_MergesAsTold(string behavior, params string[] parts)
    {
        var splitter = new PatternSplitter(new System.Text.RegularExpressions.Regex("-"), behavior, invert: false);

        Assert.Equal(parts, splitter.Split("ab--cd", isFirst: true));
    }

    [Theory]
    [InlineData("normalizer", """{"type":"ByteLevel"}""", "its normaliser ByteLevel is not known.")]
    [InlineData("normalizer", """{"type":"Replace","pattern":{"Regex":"(a)\\1"},"content":""}""", """its pattern (a)\1 is not known.""")]
    [InlineData("pre_tokenizer", """{"type":"ByteLevel"}""", "its splitter ByteLevel is not known.")]
    [InlineData("pre_tokenizer", """{"type":"Split","pattern":{"String":"a"},"behavior":"Odd"}""", "its splitter's behaviour Odd is not known.")]
    [InlineData("post_processor", """{"type":"Odd"}""", "its post-processor Odd is not known.")]
    [InlineData("model", """{"type":"WordLevel","vocab":{"a":0}}""", "its tokenizer is WordLevel.")]
    [InlineData("model", """{"type":"BPE","continuing_subword_prefix":"##","vocab":{"a":0},"merges":[]}""", "its pieces are marked with \"##\" (continuing_subword_prefix), which is not known.")]
    public void Read_PartThatIsNotKnown_IsNamed(string part, string json, string message)
    {
        var error = Assert.Throws<ModelException>(() => Tokenizer(Edited("unigram", part, json), context: 64));

        Assert.Contains("tokenizer.json is of a kind that Fovea does not run: " + message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", """{"type":"Unigram","vocab":[]}""", "its vocabulary is empty")]
    [InlineData("model", """{"type":"WordPiece","vocab":{"a":0}}""", "its unknown token is not in the vocabulary")]
    [InlineData("model", """{"type":"Unigram","unk_id":7,"vocab":[["a",-1.0]]}""", "its unknown token is not in the vocabulary")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",1e999]]}""", "cannot be used")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":-1},"merges":[]}""", "the id -1 cannot be")]
    [InlineData("model", """{"type":"BPE","vocab":{"a":2000000000},"merges":[]}""", "the id 2000000000 cannot be")]
    [InlineData("model", """{"type":"BPE","vocab":{},"merges":[]}""", "its vocabulary is empty")]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":"AAAA"}""", "its precompiled table of characters is cut off")]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":"!"}""", "cannot be used")]
    [InlineData("post_processor", """{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x"}}],"special_tokens":{}}""", "does not say what x is")]
    [InlineData("post_processor", """{"type":"TemplateProcessing","single":[]}""", "has no place for the text")]
    public void Read_Damaged_SaysWhat(string part, string json, string message) =>
        Assert.Contains(message, Assert.Throws<ModelException>(() => Tokenizer(Edited("unigram", part, json), context: 64)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_CutOff_IsDamaged()
    {
        var bytes = File.ReadAllBytes(Fixture("bpe.json"));
        foreach (var length in new[] { 0, 1, 50, bytes.Length / 2, bytes.Length - 3 })
        {
            Assert.Contains("tokenizer.json cannot be used", Assert.Throws<ModelException>(() => Tokenizer(bytes[..length], context: 64)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tokenize_AddedTokensOfText_AreFoundAndSpecialOnesAreNot()
    {
        var json = JsonNode.Parse(File.ReadAllText(Fixture("bpe.json")))!;
        json["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id":900,"content":"<b>","special":false,"normalized":false}"""));
        json["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id":901,"content":"<b>old","special":false,"normalized":false}"""));
        var tokenizer = Tokenizer(Encoding.UTF8.GetBytes(json.ToJsonString()), context: 64);

        Assert.Equal([900, .. Plain("a"), 901, 1], tokenizer.Tokenize("<b>a<b>old").Ids);
        Assert.DoesNotContain(0, tokenizer.Tokenize("<pad></s>").Ids.Take(5));

        IEnumerable<int> Plain(string text) => tokenizer.Tokenize(text).Ids.SkipLast(1);
    }

    private static string Fixture(string name) => RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tokenizers", name);

    // Nothing but the tokenizer's own parts: a model without a kind would have its texts cleaned as OpenCLIP does.
    private static TextTokenizer Tokenizer(byte[] json, int context)
    {
        using var folder = new PieceFolder(json, context: context);
        folder.With("config.json", """{ "model_type": "other" }""");
        return ModelFolder.Read(folder.Folder).ReadTokenizer();
    }

    private static byte[] Edited(string kind, string part, string json)
    {
        var document = JsonNode.Parse(File.ReadAllText(Fixture($"{kind}.json")))!;
        document[part] = null;
        return Encoding.UTF8.GetBytes(document.ToJsonString().Replace($"\"{part}\":null", $"\"{part}\":{json}", StringComparison.Ordinal));
    }

    private static List<string> Wrong(TextTokenizer tokenizer, string golden)
    {
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(golden))
        {
            using var row = JsonDocument.Parse(line);
            var expected = row.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToList();
            var ids = tokenizer.Tokenize(row.RootElement.GetProperty("text").GetString()!).Ids;
            if (!ids.SequenceEqual(expected)) wrong.Add($"{line} gave [{string.Join(", ", ids)}]");
        }

        return wrong;
    }

    private static (int Code, string Error) Python(params string[] arguments)
    {
        if (!File.Exists("/usr/bin/python3")) return (-1, "there is none");
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/python3", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Trim().Split('\n')[^1]);
    }
}
