using System.Text;

namespace Fovea.Clip;

/// <summary>
/// Splits one word into the vocabulary's pieces: its UTF-8 bytes, the last with <c>&lt;/w&gt;</c>, then always the merge of lowest rank,
/// from the left. Takes O(n log n) time, so that a word of a million letters is no way to stop the program.
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
        var candidates = new PriorityQueue<Candidate, (int Rank, int Position)>(pieces.Length);
        for (var i = 0; i + 1 < pieces.Length; i++) Consider(pieces, i, candidates);

        while (candidates.TryDequeue(out var candidate, out _))
        {
            ref var left = ref pieces[candidate.Position];
            if (left.Id != candidate.Left || left.Next < 0 || pieces[left.Next].Id != candidate.Right) continue;

            pieces[left.Next].Id = Piece.Gone;
            left.Id = candidate.Result;
            left.Next = pieces[left.Next].Next;
            if (left.Next >= 0) pieces[left.Next].Previous = candidate.Position;
            if (left.Next >= 0) Consider(pieces, candidate.Position, candidates);
            if (left.Previous >= 0) Consider(pieces, left.Previous, candidates);
        }

        for (var i = 0; i >= 0; i = pieces[i].Next) ids.Add(pieces[i].Id);
    }

    private Piece[] ToBytePieces(ReadOnlySpan<char> word)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);
        var pieces = new Piece[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var last = i == bytes.Length - 1;
            pieces[i] = new Piece { Id = last ? _lastBytes[bytes[i]] : _bytes[bytes[i]], Previous = i - 1, Next = last ? -1 : i + 1 };
        }

        return pieces;
    }

    private void Consider(Piece[] pieces, int position, PriorityQueue<Candidate, (int Rank, int Position)> candidates)
    {
        var left = pieces[position].Id;
        var right = pieces[pieces[position].Next].Id;
        if (vocabulary.TryGetMerge(left, right, out var merge))
        {
            candidates.Enqueue(new Candidate(position, left, right, merge.Result), (merge.Rank, position));
        }
    }

    private static int[] ByteIds(BpeVocabulary vocabulary, int unknown, string suffix) =>
        [.. ByteAlphabet.Characters.Select(c => vocabulary.TryGetId(c + suffix, out var id) ? id : unknown)];

    private readonly record struct Candidate(int Position, int Left, int Right, int Result);

    private struct Piece
    {
        public const int Gone = -1;

        public int Id;
        public int Previous;
        public int Next;
    }
}
