namespace Fovea.Clip;

/// <summary>
/// Merges pieces: always the pair of lowest rank, from the left. Takes O(n log n) time, so that a word of a million letters is no way to stop the program.
/// </summary>
internal static class BpePieces
{
    /// <summary>Merges the pieces of one word and appends the ids that remain.</summary>
    /// <param name="vocabulary">The merges.</param>
    /// <param name="pieces">The word's pieces, at least one, each linked with its neighbours. They are used up.</param>
    /// <param name="ids">Where the ids go.</param>
    public static void Merge(BpeVocabulary vocabulary, BpePiece[] pieces, List<int> ids)
    {
        var candidates = new PriorityQueue<Candidate, (int Rank, int Position)>(pieces.Length);
        for (var i = 0; i + 1 < pieces.Length; i++) Consider(vocabulary, pieces, i, candidates);

        while (candidates.TryDequeue(out var candidate, out _))
        {
            ref var left = ref pieces[candidate.Position];
            if (left.Id != candidate.Left || left.Next < 0 || pieces[left.Next].Id != candidate.Right) continue;

            pieces[left.Next].Id = BpePiece.Gone;
            left.Id = candidate.Result;
            left.Next = pieces[left.Next].Next;
            if (left.Next >= 0) pieces[left.Next].Previous = candidate.Position;
            if (left.Next >= 0) Consider(vocabulary, pieces, candidate.Position, candidates);
            if (left.Previous >= 0) Consider(vocabulary, pieces, left.Previous, candidates);
        }

        for (var i = 0; i >= 0; i = pieces[i].Next) ids.Add(pieces[i].Id);
    }

    private static void Consider(BpeVocabulary vocabulary, BpePiece[] pieces, int position, PriorityQueue<Candidate, (int Rank, int Position)> candidates)
    {
        var left = pieces[position].Id;
        var right = pieces[pieces[position].Next].Id;
        if (vocabulary.TryGetMerge(left, right, out var merge))
        {
            candidates.Enqueue(new Candidate(position, left, right, merge.Result), (merge.Rank, position));
        }
    }

    private readonly record struct Candidate(int Position, int Left, int Right, int Result);
}
