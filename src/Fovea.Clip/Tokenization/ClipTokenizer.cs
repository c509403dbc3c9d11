namespace Fovea.Clip;

/// <summary>
/// CLIP's byte-level BPE tokenizer. Special tokens that a person types are text: nobody can end the sentence early.
/// Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision" (2021),
/// https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py; the decisions are in docs/adr/0005-tokenizer.md.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ClipTokenizer
{
    private readonly BpeMerger _merger;

    internal ClipTokenizer(TokenizerTables tables, int contextLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 2);
        StartToken = tables.StartToken;
        EndToken = tables.EndToken;
        PadToken = tables.PadToken;
        LargestId = tables.Vocabulary.LargestId;
        ContextLength = contextLength;
        _merger = new BpeMerger(tables.Vocabulary, tables.UnknownToken);
    }

    /// <summary>How many ids the model reads, start and end included.</summary>
    public int ContextLength { get; }

    /// <summary>The id before every text.</summary>
    public int StartToken { get; }

    /// <summary>The id after every text.</summary>
    public int EndToken { get; }

    /// <summary>The id that fills the rest of the context. 0 unless the model's folder says otherwise.</summary>
    public int PadToken { get; }

    internal int LargestId { get; }

    /// <summary>Token ids of a text, start and end included, cut to the context with the end kept; no padding.</summary>
    public TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var ids = new List<int>(ContextLength) { StartToken };
        var cleaned = TextCleaner.Clean(text);
        for (var piece = ClipPattern.Next(cleaned, 0); piece.End.Value > piece.Start.Value && ids.Count < ContextLength; piece = ClipPattern.Next(cleaned, piece.End.Value))
        {
            _merger.Append(cleaned.AsSpan(piece), ids);
        }

        var truncated = ids.Count > ContextLength - 1;
        if (truncated) ids.RemoveRange(ContextLength - 1, ids.Count - ContextLength + 1);
        ids.Add(EndToken);
        return new TokenizedText(ids, truncated);
    }
}
