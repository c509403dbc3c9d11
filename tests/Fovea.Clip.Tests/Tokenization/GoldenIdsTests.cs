using System.Text.Json;

namespace Fovea.Clip.Tests;

/// <summary>The reference tokenizer's ids for OpenAI's vocabulary.</summary>
public sealed class GoldenIdsTests
{
    [Fact]
    public void Tokenize_GoldenTexts_GivesReferenceIds()
    {
        var folder = SharedFiles.Find("fixtures", "clip-bpe");
        Assert.SkipUnless(folder is not null, SharedFiles.Reason);

        var tokenizer = OpenAi(folder);
        var wrong = new List<string>();
        var rows = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "golden.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var text = row.RootElement.GetProperty("text").GetString()!;
            if (text.Contains("<|startoftext|>", StringComparison.OrdinalIgnoreCase) || text.Contains("<|endoftext|>", StringComparison.OrdinalIgnoreCase)) continue;

            rows++;
            var expected = row.RootElement.GetProperty("ids").EnumerateArray().Select(v => v.GetInt32()).ToList();
            var tokens = tokenizer.Tokenize(text);
            if (!expected.SequenceEqual(tokens.Ids) || tokens.Truncated != row.RootElement.GetProperty("truncated").GetBoolean())
            {
                wrong.Add($"{line} gave [{string.Join(", ", tokens.Ids)}]");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(rows > 300, $"only {rows} rows");
    }

    internal static ClipTokenizer OpenAi(string folder)
    {
        const string File = "bpe_simple_vocab_16e6.txt.gz";
        var raw = MergesText.ReadOpenAi(File, System.IO.File.ReadAllBytes(Path.Combine(folder, File)));
        var tables = new TokenizerTables { Vocabulary = raw.Vocabulary, StartToken = 49406, EndToken = 49407, UnknownToken = 49407 };
        return new ClipTokenizer(tables, 77);
    }
}
