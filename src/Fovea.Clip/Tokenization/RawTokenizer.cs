namespace Fovea.Clip;

/// <summary>What a vocabulary file holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Vocabulary">Tokens and merges.</param>
internal sealed record RawTokenizer(string Path, BpeVocabulary Vocabulary)
{
    /// <summary>Special tokens that the file lists beside its vocabulary.</summary>
    public IReadOnlyDictionary<string, int> AddedTokens { get; init; } = new Dictionary<string, int>();

    /// <summary>The token for what the vocabulary lacks.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>The padding id that the file names.</summary>
    public int? PadId { get; init; }

    /// <summary>The longest text in tokens.</summary>
    public int? ContextLength { get; init; }

    /// <summary>The id of a token, special ones first.</summary>
    public bool TryGetId(string token, out int id) => AddedTokens.TryGetValue(token, out id) || Vocabulary.TryGetId(token, out id);
}
