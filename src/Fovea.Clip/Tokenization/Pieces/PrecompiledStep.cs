using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Fovea.Clip;

/// <summary>
/// SentencePiece's precompiled table of replacements: a double-array trie of what is replaced, and the replacements. Source:
/// https://github.com/google/sentencepiece/blob/master/src/normalizer.cc and Hugging Face's spm_precompiled, whose order it follows: whole graphemes of up to five bytes first, then
/// single characters.
/// </summary>
internal sealed class PrecompiledStep : ITextStep
{
    private const int LongestGrapheme = 6;

    private readonly uint[] _trie;
    private readonly byte[] _replacements;

    /// <summary>Reads the table.</summary>
    /// <exception cref="FormatException">It is cut off.</exception>
    public PrecompiledStep(ReadOnlySpan<byte> table)
    {
        var length = table.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(table) : uint.MaxValue;
        if (length % 4 != 0 || length > table.Length - 4) throw new FormatException("its precompiled table of characters is cut off");
        _trie = new uint[length / 4];
        for (var i = 0; i < _trie.Length; i++) _trie[i] = BinaryPrimitives.ReadUInt32LittleEndian(table[(4 + (4 * i))..]);
        _replacements = table[(4 + (int)length)..].ToArray();
    }

    public string Apply(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var graphemes = StringInfo.GetTextElementEnumerator(text); graphemes.MoveNext();)
        {
            var grapheme = graphemes.GetTextElement();
            if (Encoding.UTF8.GetByteCount(grapheme) < LongestGrapheme && Find(grapheme) is { } whole)
            {
                result.Append(whole);
                continue;
            }

            foreach (var rune in grapheme.EnumerateRunes())
            {
                var one = rune.ToString();
                result.Append(Find(one) ?? one);
            }
        }

        return result.ToString();
    }

    // The shortest beginning that the table knows stands for the whole.
    private string? Find(string text)
    {
        var node = 0L;
        if (_trie.Length == 0) return null;
        node ^= Offset(_trie[0]);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b == 0) return null;
            node ^= b;
            if (node >= _trie.Length) return null;
            var unit = _trie[node];
            if ((unit & 0x800000FF) != b) return null;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 0) continue;
            return node < _trie.Length ? Replacement((int)(_trie[node] & 0x7FFFFFFF)) : null;
        }

        return null;
    }

    private string? Replacement(int start)
    {
        if (start >= _replacements.Length) return null;
        var rest = _replacements.AsSpan(start);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static long Offset(uint unit) => (long)(unit >> 10) << (int)((unit & (1u << 9)) >> 6);
}
