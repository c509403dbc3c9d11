using System.Text;

namespace Fovea.Clip;

/// <summary>
/// The unigram language model: of all ways to put a text together from pieces the likeliest, found by Viterbi's algorithm. Sources: Kudo, "Subword Regularization"
/// (2018), https://arxiv.org/abs/1804.10959; https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/models/unigram/model.rs.
/// </summary>
internal sealed class UnigramModel : IPieceModel
{
    // SentencePiece's penalty for a character without a piece.
    private const double Penalty = 10;

    private readonly PieceTrie _trie = new();
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly double[] _scores;
    private readonly BytePieces? _bytes;
    private readonly int? _unknown;
    private readonly double _unknownScore;

    /// <summary>Builds the model.</summary>
    /// <param name="pieces">Pieces with their log probabilities; a piece's id is its position.</param>
    /// <param name="unknown">The id for what has no piece; null: it is left out.</param>
    /// <param name="usesBytes">Whether bytes spell what has no piece.</param>
    /// <param name="isSpecial">Whether a piece stands for no text.</param>
    public UnigramModel(IReadOnlyList<(string Piece, double Score)> pieces, int? unknown, bool usesBytes, Func<string, bool> isSpecial)
    {
        _unknown = unknown;
        _scores = [.. pieces.Select(piece => piece.Score)];
        _unknownScore = pieces.Min(piece => piece.Score) - Penalty;
        for (var id = 0; id < pieces.Count; id++)
        {
            _ids[pieces[id].Piece] = id;
            if (!isSpecial(pieces[id].Piece) && id != unknown && pieces[id].Piece.Length > 0) _trie.Add(Encoding.UTF8.GetBytes(pieces[id].Piece), id);
        }

        _bytes = usesBytes ? BytePieces.Find(token => _ids.TryGetValue(token, out var id) ? id : null) : null;
    }

    public int LargestId => _scores.Length - 1;

    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    public void Append(string part, List<int> ids)
    {
        var utf8 = Encoding.UTF8.GetBytes(part);
        var best = Ways(utf8);
        var path = new List<(int Start, int End, int Id)>();
        for (var end = utf8.Length; end > 0; end = best[end].Start)
        {
            var (start, id) = (best[end].Start, best[end].Id);
            if (id < 0 && path.Count > 0 && path[^1].Id < 0) path[^1] = path[^1] with { Start = start };
            else path.Add((start, end, id));
        }

        path.Reverse();
        foreach (var (start, end, id) in path)
        {
            if (id >= 0) ids.Add(id);
            else if (_bytes?.TryGet(Encoding.UTF8.GetString(utf8, start, end - start)) is { } bytes) ids.AddRange(bytes);
            else if (_unknown is { } unknown) ids.Add(unknown);
        }
    }

    // The best way to each position: where its last piece starts, and which it is; −1: a character without one.
    private (int Start, int Id, double Score)[] Ways(byte[] utf8)
    {
        var best = new (int Start, int Id, double Score)[utf8.Length + 1];
        for (var i = 1; i < best.Length; i++) best[i] = (-1, -1, 0);
        for (var start = 0; start < utf8.Length;)
        {
            var score = best[start].Score;
            var length = CharacterLength(utf8[start]);
            var hasCharacter = false;
            var node = 0;
            for (var at = start; at < utf8.Length && _trie.TryStep(ref node, utf8[at], out var piece); at++)
            {
                if (piece < 0) continue;
                Offer(best, at + 1, start, piece, score + _scores[piece]);
                hasCharacter |= at + 1 - start == length;
            }

            if (!hasCharacter) Offer(best, Math.Min(start + length, utf8.Length), start, -1, score + _unknownScore);
            start += length;
        }

        return best;
    }

    private static void Offer((int Start, int Id, double Score)[] best, int end, int start, int id, double score)
    {
        if (best[end].Start < 0 || score > best[end].Score) best[end] = (start, id, score);
    }

    private static int CharacterLength(byte first) => first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}
