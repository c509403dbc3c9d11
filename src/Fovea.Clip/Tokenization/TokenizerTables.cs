namespace Fovea.Clip;

/// <summary>What a model folder says about its tokenizer.</summary>
internal sealed record TokenizerTables
{
    public required BpeVocabulary Vocabulary { get; init; }

    public required int StartToken { get; init; }

    public required int EndToken { get; init; }

    /// <summary>The id for what the vocabulary lacks; the end token in CLIP's own files.</summary>
    public required int UnknownToken { get; init; }

    public int PadToken { get; init; }

    /// <summary>The longest text in tokens, where the files say so.</summary>
    public int? ContextLength { get; init; }
}
