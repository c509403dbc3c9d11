using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads <c>vocab.json</c> with <c>merges.txt</c>, and OpenAI's single list of merges.</summary>
internal static class MergesText
{
    // OpenAI's file holds five times as many lines as CLIP uses: 49,152 − 256 − 2 (simple_tokenizer.py).
    private const int OpenAiMerges = 48_894;

    /// <summary>Reads the two files of GPT-2's format.</summary>
    public static RawTokenizer Read(string vocabularyPath, ReadOnlySpan<byte> vocabulary, string mergesPath, byte[] merges)
    {
        var ids = new Dictionary<string, int>(50_000, StringComparer.Ordinal);
        foreach (var token in JsonFiles.Parse(vocabularyPath, vocabulary).EnumerateObject())
        {
            ids[token.Name] = token.Value.ValueKind == JsonValueKind.Number && token.Value.TryGetInt32(out var id)
                ? id
                : throw ModelError.Damaged(vocabularyPath, $"the token {token.Name} has no number.");
        }

        using var stream = new MemoryStream(merges);
        return new RawTokenizer(vocabularyPath, BpeVocabulary.Create(ids, Lines(mergesPath, stream)));
    }

    /// <summary>Reads OpenAI's list, from which the ids follow: bytes, bytes that end a word, merges, start, end.</summary>
    public static RawTokenizer ReadOpenAi(string path, byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var text = path.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(stream, CompressionMode.Decompress) : stream;
            var merges = Lines(path, text).Take(OpenAiMerges).ToList();
            var ids = new Dictionary<string, int>(OpenAiMerges + 514, StringComparer.Ordinal);
            foreach (var b in ByteAlphabet.VocabularyOrder) ids.Add(ByteAlphabet.Characters[b].ToString(), ids.Count);
            foreach (var b in ByteAlphabet.VocabularyOrder) ids.Add(ByteAlphabet.Characters[b] + BpeVocabulary.EndOfWord, ids.Count);
            var next = ids.Count;
            foreach (var (left, right) in merges) ids[left + right] = next++;
            ids["<|startoftext|>"] = next++;
            ids["<|endoftext|>"] = next;
            return new RawTokenizer(path, BpeVocabulary.Create(ids, merges));
        }
        catch (InvalidDataException e)
        {
            throw ModelError.Damaged(path, "it is not a gzip file, or it is cut off.", e);
        }
    }

    /// <summary>Splits "left right".</summary>
    public static bool TrySplit(string line, out (string Left, string Right) pair)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var valid = space > 0 && space < line.Length - 1;
        pair = valid ? (line[..space], line[(space + 1)..].TrimEnd('\r')) : default;
        return valid;
    }

    // The first line is a comment ("#version: 0.2", with a file name before it in OpenAI's file).
    private static IEnumerable<(string Left, string Right)> Lines(string path, Stream text)
    {
        using var reader = new StreamReader(text, Encoding.UTF8);
        var first = true;
        while (reader.ReadLine() is { } line)
        {
            if (first && line.Contains("#version", StringComparison.Ordinal))
            {
                first = false;
                continue;
            }

            first = false;
            if (line.Length == 0) continue;
            yield return TrySplit(line, out var pair) ? pair : throw ModelError.Damaged(path, $"the line \"{line}\" is not a pair of pieces.");
        }
    }
}
