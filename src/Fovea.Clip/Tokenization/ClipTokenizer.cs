namespace Fovea.Clip;

/// <summary>
/// CLIP's byte-level BPE tokenizer. Special tokens that a person types are text: nobody can end the sentence early.
/// Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision" (2021),
/// https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py; the decisions are in docs/adr/0005-tokenizer.md.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ClipTokenizer : TextTokenizer
{
    private readonly BpeMerger _merger;

    internal ClipTokenizer(TokenizerTables tables, int contextLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 2);
        StartToken = tables.StartToken;
        EndToken = tables.EndToken;
        PadToken = tables.PadToken;
        LargestId = new[] { tables.Vocabulary.LargestId, StartToken, EndToken, PadToken }.Max();
        ContextLength = contextLength;
        _merger = new BpeMerger(tables.Vocabulary, tables.UnknownToken);
    }

    /// <inheritdoc />
    public override int ContextLength { get; }

    /// <summary>The id before every text.</summary>
    public int StartToken { get; }

    /// <summary>The id after every text.</summary>
    public int EndToken { get; }

    /// <inheritdoc />
    public override int PadToken { get; }

    internal override int LargestId { get; }

    /// <inheritdoc />
    public override TokenizedText Tokenize(string text)
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
