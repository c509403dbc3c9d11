using System.IO.Compression;
using System.Text;

namespace Fovea.Clip;

/// <summary>Reads <c>merges.txt</c>, and OpenAI's single list of merges. All in UTF-8, without a string for each line.</summary>
internal static class MergesText
{
    // OpenAI's file holds five times as many lines as CLIP uses: 49,152 − 256 − 2 (simple_tokenizer.py).
    private const int OpenAiMerges = 48_894;

    // A merge has two tokens of at most some dozen letters; 16 MB hold any list that is one.
    private const int LongestList = 16 << 20;

    /// <summary>Adds the merges of a text, a pair a line, best first.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its content.</param>
    /// <param name="vocabulary">The tables, with all tokens.</param>
    public static void Read(string path, ReadOnlySpan<byte> text, BpeVocabulary vocabulary)
    {
        for (var lines = new Lines(text); lines.MoveNext();)
        {
            if (!TrySplit(lines.Current, out var left, out var right)) throw NoPair(path, lines.Current);
            vocabulary.AddMerge(left, right);
        }
    }

    /// <summary>Reads OpenAI's list, from which the ids follow: bytes, bytes that end a word, merges, start, end.</summary>
    public static RawTokenizer ReadOpenAi(string path, byte[] bytes)
    {
        var text = path.EndsWith(".gz", StringComparison.Ordinal) ? Unpack(path, bytes) : bytes;
        var vocabulary = new BpeVocabulary();
        var next = 0;
        foreach (var b in ByteAlphabet.VocabularyOrder) vocabulary.AddToken(Utf8(ByteAlphabet.Characters[b].ToString()), next++);
        foreach (var b in ByteAlphabet.VocabularyOrder) vocabulary.AddToken(Utf8(ByteAlphabet.Characters[b] + BpeVocabulary.EndOfWord), next++);

        var first = next;
        for (var lines = new Lines(text); next - first < OpenAiMerges && lines.MoveNext(); next++)
        {
            if (!TrySplit(lines.Current, out var left, out var right)) throw NoPair(path, lines.Current);
            vocabulary.AddToken(left, right, next);
        }

        var merges = next - first;
        vocabulary.AddToken("<|startoftext|>"u8, next++);
        vocabulary.AddToken("<|endoftext|>"u8, next);
        for (var lines = new Lines(text); merges > 0 && lines.MoveNext(); merges--)
        {
            TrySplit(lines.Current, out var left, out var right);
            vocabulary.AddMerge(left, right);
        }

        return new RawTokenizer(path, vocabulary);
    }

    /// <summary>Splits "left right".</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right)
    {
        var space = line.IndexOf((byte)' ');
        left = space > 0 ? line[..space] : default;
        right = space > 0 ? line[(space + 1)..] : default;
        return !right.IsEmpty;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    // Only as many lines as are used: unpacking the rest would take longer than everything else.
    private static byte[] Unpack(string path, byte[] packed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var text = new byte[1 << 20];
            var (length, lines) = (0, 0);
            for (int read; lines <= OpenAiMerges + 1 && (read = gzip.Read(text, length, text.Length - length)) > 0;)
            {
                lines += text.AsSpan(length, read).Count((byte)'\n');
                length += read;
                if (length > LongestList) throw ModelError.Damaged(path, "its lines are too long for a list of merges.");
                if (length == text.Length) Array.Resize(ref text, 2 * length);
            }

            return text[..length];
        }
        catch (InvalidDataException e)
        {
            throw ModelError.Damaged(path, "it is not a gzip file, or it is cut off.", e);
        }
    }

    private static ModelException NoPair(string path, ReadOnlySpan<byte> line) =>
        ModelError.Damaged(path, $"the line \"{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 80)])}\" is not a pair of pieces.");

    // Lines that are not empty, without the comment at the top ("#version: 0.2", with a file name before it in OpenAI's file).
    private ref struct Lines(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> _rest = text;
        private bool _started;

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool MoveNext()
        {
            while (!_rest.IsEmpty)
            {
                var end = _rest.IndexOf((byte)'\n');
                var line = (end < 0 ? _rest : _rest[..end]).TrimEnd((byte)'\r');
                _rest = end < 0 ? default : _rest[(end + 1)..];
                var comment = !_started && line.IndexOf("#version"u8) >= 0;
                _started = true;
                if (comment || line.IsEmpty) continue;
                Current = line;
                return true;
            }

            return false;
        }
    }
}
