using System.Text;

namespace Fovea.Clip;

/// <summary>
/// Splits one word into the vocabulary's pieces: its UTF-8 bytes, the last with <c>&lt;/w&gt;</c>, then always the merge of lowest rank,
/// from the left.
/// </summary>
/// <param name="vocabulary">The tables.</param>
/// <param name="unknown">The id for a byte that the vocabulary lacks.</param>
internal sealed class BpeMerger(BpeVocabulary vocabulary, int unknown)
{
    private readonly int[] _bytes = ByteIds(vocabulary, unknown, "");
    private readonly int[] _lastBytes = ByteIds(vocabulary, unknown, BpeVocabulary.EndOfWord);

    /// <summary>Appends the ids of a word that is not empty.</summary>
    public void Append(ReadOnlySpan<char> word, List<int> ids)
    {
        var pieces = ToBytePieces(word);
        BpePieces.Merge(vocabulary, pieces, ids);
    }

    private BpePiece[] ToBytePieces(ReadOnlySpan<char> word)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);
        var pieces = new BpePiece[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var last = i == bytes.Length - 1;
            pieces[i] = new BpePiece { Id = last ? _lastBytes[bytes[i]] : _bytes[bytes[i]], Previous = i - 1, Next = last ? -1 : i + 1 };
        }

        return pieces;
    }

    private static int[] ByteIds(BpeVocabulary vocabulary, int unknown, string suffix)
    {
        var ids = new int[256];
        for (var b = 0; b < ids.Length; b++) ids[b] = vocabulary.TryGetId(ByteAlphabet.Characters[b] + suffix, out var id) ? id : unknown;
        return ids;
    }
}
