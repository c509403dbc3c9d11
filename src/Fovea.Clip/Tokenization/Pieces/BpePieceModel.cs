namespace Fovea.Clip;

/// <summary>
/// Byte-pair encoding over characters, with bytes for those that the vocabulary lacks, as Gemma's and Llama's tokenizers have it. Source:
/// https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/models/bpe/model.rs.
/// </summary>
/// <param name="vocabulary">Tokens and merges.</param>
/// <param name="unknown">The id for what cannot be spelled; null: it is left out.</param>
/// <param name="usesBytes">Whether bytes spell what has no token.</param>
/// <param name="fusesUnknown">Whether unknown characters in a row are one token.</param>
internal sealed class BpePieceModel(BpeVocabulary vocabulary, int? unknown, bool usesBytes, bool fusesUnknown) : IPieceModel
{
    private readonly BytePieces? _bytes = usesBytes ? BytePieces.Find(token => vocabulary.TryGetId(token, out var id) ? id : null) : null;

    public int LargestId => vocabulary.LargestId;

    public bool TryGetId(string token, out int id) => vocabulary.TryGetId(token, out id);

    public void Append(string part, List<int> ids)
    {
        var tokens = Characters(part);
        if (tokens.Count == 0) return;
        var pieces = new BpePiece[tokens.Count];
        for (var i = 0; i < pieces.Length; i++) pieces[i] = new BpePiece { Id = tokens[i], Previous = i - 1, Next = i == pieces.Length - 1 ? -1 : i + 1 };
        BpePieces.Merge(vocabulary, pieces, ids);
    }

    private List<int> Characters(string part)
    {
        var tokens = new List<int>(part.Length);
        Span<byte> utf8 = stackalloc byte[4];
        var wasUnknown = false;
        foreach (var rune in part.EnumerateRunes())
        {
            var isUnknown = false;
            if (vocabulary.TryGetId(utf8[..rune.EncodeToUtf8(utf8)], out var id)) tokens.Add(id);
            else if (_bytes?.TryGet(rune.ToString()) is { } bytes) tokens.AddRange(bytes);
            else if (unknown is { } other)
            {
                isUnknown = true;
                if (!wasUnknown || !fusesUnknown) tokens.Add(other);
            }

            wasUnknown = isUnknown;
        }

        return tokens;
    }
}
