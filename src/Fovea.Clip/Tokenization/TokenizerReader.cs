namespace Fovea.Clip;

/// <summary>Reads a model folder's tokenizer from whichever files hold it.</summary>
internal static class TokenizerReader
{
    private const int OpenAiContext = 77;

    private static readonly string[] OpenAiFiles = ["bpe_simple_vocab_16e6.txt.gz", "bpe_simple_vocab_16e6.txt"];

    /// <summary>Where the tokenizer files of a layout lie, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> Places(ModelLayout layout) => layout switch
    {
        ModelLayout.OpenClip => ["textual", "", "tokenizer"],
        ModelLayout.HuggingFace => ["", "tokenizer"],
        _ => ["tokenizer", ""],
    };

    /// <summary>Reads the tokenizer, of whichever kind it is.</summary>
    /// <param name="files">The model's folder.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="context">How many ids the graph or the configuration wants; null: neither says.</param>
    /// <exception cref="ModelException">There is none, or it is damaged or of a kind that is not known.</exception>
    public static TextTokenizer Open(ModelFiles files, ModelLayout layout, ModelConfig config, int? context)
    {
        foreach (var place in Places(layout))
        {
            var json = files.TryRead(place, "tokenizer.json");
            if (json is not null && !PieceTokenizerReader.IsClip(json)) return PieceTokenizerReader.Read(files.PathOf(place, "tokenizer.json"), json, files, place, config, context);
            if (TryRead(files, place, json) is { } raw && Tables(raw, files, place, layout) is var tables) return new ClipTokenizer(tables, context ?? tables.ContextLength ?? OpenAiContext);
        }

        throw Missing(files, layout);
    }

    /// <summary>Reads CLIP's tokenizer.</summary>
    /// <exception cref="ModelException">There is none, or it is damaged or of another kind.</exception>
    public static TokenizerTables Read(ModelFiles files, ModelLayout layout)
    {
        foreach (var place in Places(layout))
        {
            if (TryRead(files, place, files.TryRead(place, "tokenizer.json")) is { } raw) return Tables(raw, files, place, layout);
        }

        throw Missing(files, layout);
    }

    private static TokenizerTables Tables(RawTokenizer raw, ModelFiles files, string place, ModelLayout layout)
    {
        var config = TokenizerConfig.Read(files, place);
        var end = TokenId(raw, config.EndToken);
        return new TokenizerTables
        {
            Vocabulary = raw.Vocabulary,
            StartToken = TokenId(raw, config.StartToken),
            EndToken = end,
            UnknownToken = raw.UnknownToken is { } unknown && raw.TryGetId(unknown, out var id) ? id : end,
            PadToken = config.PadId ?? raw.PadId ?? PadOf(raw, config, layout),
            ContextLength = config.ContextLength ?? raw.ContextLength,
        };
    }

    /// <summary>Makes sure, without reading it, that there is a tokenizer: a model whose photos could be encoded but never searched is of no use.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public static void Require(ModelFiles files, ModelLayout layout)
    {
        string[] names = ["tokenizer.json", "vocab.json", .. OpenAiFiles];
        if (!Places(layout).Any(place => names.Any(name => File.Exists(files.PathOf(place, name))))) throw Missing(files, layout);
    }

    private static ModelException Missing(ModelFiles files, ModelLayout layout)
    {
        var folder = files.PathOf(Places(layout)[0]);
        return new ModelException(
            folder,
            $"The tokenizer is missing: looked for tokenizer.json, vocab.json with merges.txt, and {OpenAiFiles[0]} in {Path.TrimEndingDirectorySeparator(folder)}. Complete the model folder, or fetch the model again.");
    }

    // OpenCLIP pads with zeros whatever its files name; Hugging Face pads with the token that they name.
    private static int PadOf(RawTokenizer raw, TokenizerConfig config, ModelLayout layout) =>
        layout == ModelLayout.HuggingFace && config.PadToken is { } pad && raw.TryGetId(pad, out var id) ? id : 0;

    private static RawTokenizer? TryRead(ModelFiles files, string place, byte[]? json)
    {
        if (json is not null) return TokenizerJson.Read(files.PathOf(place, "tokenizer.json"), json);

        if (files.TryRead(place, "vocab.json") is { } vocabulary)
        {
            var merges = files.TryRead(place, "merges.txt") ?? throw ModelError.Missing(files.PathOf(place, "merges.txt"), "The tokenizer's list of merges");
            var raw = TokenizerJson.ReadVocabulary(files.PathOf(place, "vocab.json"), vocabulary);
            MergesText.Read(files.PathOf(place, "merges.txt"), merges, raw.Vocabulary);
            return raw;
        }

        foreach (var name in OpenAiFiles)
        {
            if (files.TryRead(place, name) is { } openAi) return MergesText.ReadOpenAi(files.PathOf(place, name), openAi);
        }

        return null;
    }

    private static int TokenId(RawTokenizer raw, string token) => raw.TryGetId(token, out var id)
        ? id
        : throw ModelError.Unsupported(raw.Path, $"its vocabulary has no {token} token.", "Use a model with CLIP's tokenizer.");
}
