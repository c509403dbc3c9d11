namespace Fovea.Clip;

/// <summary>The tables of a byte-level BPE tokenizer: tokens with their ids, and the merges with their ranks.</summary>
internal sealed class BpeVocabulary
{
    /// <summary>The mark of a word's last piece.</summary>
    public const string EndOfWord = "</w>";

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<(int Left, int Right), Merge> _merges;

    private BpeVocabulary(Dictionary<string, int> ids, Dictionary<(int Left, int Right), Merge> merges)
    {
        _ids = ids;
        _merges = merges;
    }

    /// <summary>How many tokens there are.</summary>
    public int Count => _ids.Count;

    /// <summary>The largest id: the graph's embedding table must have it.</summary>
    public int LargestId { get; private init; }

    /// <summary>
    /// Builds the tables. A merge whose parts or result are no tokens is left out, so that a trimmed vocabulary falls back to smaller pieces.
    /// </summary>
    /// <param name="ids">Tokens and ids; kept.</param>
    /// <param name="merges">Pairs of tokens, best first.</param>
    public static BpeVocabulary Create(Dictionary<string, int> ids, IEnumerable<(string Left, string Right)> merges)
    {
        var lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var table = new Dictionary<(int, int), Merge>(ids.Count);
        Span<char> joined = stackalloc char[512];
        var rank = 0;
        foreach (var (left, right) in merges)
        {
            rank++;
            if (left.Length + right.Length > joined.Length) continue;
            left.CopyTo(joined);
            right.CopyTo(joined[left.Length..]);
            if (ids.TryGetValue(left, out var leftId) && ids.TryGetValue(right, out var rightId)
                && lookup.TryGetValue(joined[..(left.Length + right.Length)], out var result))
            {
                table.TryAdd((leftId, rightId), new Merge(rank, result));
            }
        }

        return new BpeVocabulary(ids, table) { LargestId = ids.Count == 0 ? -1 : ids.Values.Max() };
    }

    /// <summary>The id of a token.</summary>
    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    /// <summary>The merge of two neighbouring pieces, if there is one.</summary>
    public bool TryGetMerge(int left, int right, out Merge merge) => _merges.TryGetValue((left, right), out merge);

    /// <summary>One merge.</summary>
    /// <param name="Rank">Its place in the list: the lowest goes first.</param>
    /// <param name="Result">The token it makes.</param>
    internal readonly record struct Merge(int Rank, int Result);
}
