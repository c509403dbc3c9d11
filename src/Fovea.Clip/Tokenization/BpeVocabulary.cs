using System.Text;

namespace Fovea.Clip;

/// <summary>The tables of a byte-level BPE tokenizer: tokens with their ids, and the merges with their ranks. First all tokens are added, then the merges.</summary>
internal sealed class BpeVocabulary
{
    /// <summary>The mark of a word's last piece.</summary>
    public const string EndOfWord = "</w>";

    // OpenAI's numbers.
    private readonly TokenTable _tokens = new(49_408);
    private readonly MergeTable _merges = new(48_894);
    private int _rank;

    /// <summary>How many tokens there are.</summary>
    public int Count => _tokens.Count;

    /// <summary>The largest id: the graph's embedding table must have it.</summary>
    public int LargestId => _tokens.LargestId;

    /// <summary>Adds a token, in UTF-8.</summary>
    public void AddToken(ReadOnlySpan<byte> token, int id) => _tokens.Set(token, [], id);

    /// <summary>Adds the token that two parts make.</summary>
    public void AddToken(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int id) => _tokens.Set(left, right, id);

    /// <summary>
    /// Adds the next merge. One whose parts or result are no tokens is left out, so that a trimmed vocabulary falls back to smaller pieces.
    /// </summary>
    public void AddMerge(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        _rank++;
        if (_tokens.TryGet(left, [], out var leftId) && _tokens.TryGet(right, [], out var rightId) && _tokens.TryGet(left, right, out var result))
        {
            _merges.TryAdd(leftId, rightId, new MergeTable.Merge(_rank, result));
        }
    }

    /// <summary>The id of a token.</summary>
    public bool TryGetId(string token, out int id) => TryGetId(Encoding.UTF8.GetBytes(token), out id);

    /// <summary>The id of a token, in UTF-8.</summary>
    public bool TryGetId(ReadOnlySpan<byte> token, out int id) => _tokens.TryGet(token, [], out id);

    /// <summary>The merge of two neighbouring pieces, if there is one.</summary>
    public bool TryGetMerge(int left, int right, out MergeTable.Merge merge) => _merges.TryGet(left, right, out merge);
}
