namespace Fovea.Clip;

/// <summary>What a tokenizer is put together from.</summary>
internal sealed record PieceTokenizerParts
{
    public required IPieceModel Model { get; init; }

    /// <summary>What is done to a text first.</summary>
    public required TextCleaning Cleaning { get; init; }

    /// <summary>Normalisation, in order.</summary>
    public required IReadOnlyList<ITextStep> Steps { get; init; }

    /// <summary>Splitting, in order.</summary>
    public required IReadOnlyList<ISplitter> Splitters { get; init; }

    /// <summary>Tokens beside the vocabulary that are found in the text itself. Special ones are not among them: typed by a person they are text.</summary>
    public required IReadOnlyDictionary<string, int> Added { get; init; }

    /// <summary>Ids before every text.</summary>
    public required IReadOnlyList<int> Before { get; init; }

    /// <summary>Ids behind every text.</summary>
    public required IReadOnlyList<int> Behind { get; init; }

    public required int PadToken { get; init; }

    /// <summary>Cuts a text at the added tokens in it, from the left, the longest first.</summary>
    /// <returns>Parts of the text, with −1, and added tokens, with their ids.</returns>
    public IEnumerable<(string Part, int Added)> SplitAdded(string text)
    {
        var start = 0;
        for (var at = 0; Added.Count > 0 && at < text.Length; at++)
        {
            if (!_starts.Value.TryGetValue(text[at], out var tokens)) continue;
            var found = tokens.Find(token => string.CompareOrdinal(text, at, token, 0, token.Length) == 0);
            if (found is null) continue;
            if (at > start) yield return (text[start..at], -1);
            yield return (found, Added[found]);
            start = at + found.Length;
            at = start - 1;
        }

        if (start < text.Length) yield return (text[start..], -1);
    }

    private readonly Lazy<Dictionary<char, List<string>>> _starts;

    public PieceTokenizerParts() => _starts = new Lazy<Dictionary<char, List<string>>>(
        () => Added!.Keys.GroupBy(token => token[0]).ToDictionary(group => group.Key, group => group.OrderByDescending(token => token.Length).ToList()));
}
