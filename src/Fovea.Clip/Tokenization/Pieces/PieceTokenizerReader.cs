using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Puts the tokenizer of a model other than CLIP together from <c>tokenizer.json</c> and what its configuration says of cleaning and padding.</summary>
internal static class PieceTokenizerReader
{
    private const int SiglipContext = 64;

    /// <summary>Whether a <c>tokenizer.json</c> is CLIP's kind: its words end with a mark of their own.</summary>
    public static bool IsClip(ReadOnlySpan<byte> json)
    {
        var at = json.IndexOf("\"end_of_word_suffix\""u8);
        if (at < 0) return false;
        var rest = json[(at + "\"end_of_word_suffix\""u8.Length)..].TrimStart(" \t\r\n:"u8);
        try
        {
            var value = new Utf8JsonReader(rest, isFinalBlock: false, default);
            return value.Read() && value.TokenType == JsonTokenType.String && value.ValueTextEquals("</w>"u8);
        }
        catch (JsonException)
        {
            // Whoever reads all of it says what is wrong.
            return false;
        }
    }

    /// <summary>Reads the tokenizer.</summary>
    /// <param name="path">Its file, for errors.</param>
    /// <param name="json">Its bytes.</param>
    /// <param name="files">The model's folder.</param>
    /// <param name="place">Where in it the file lies.</param>
    /// <param name="config">The model's configuration.</param>
    /// <param name="context">How many ids the graph or the configuration wants; null: neither says.</param>
    /// <exception cref="ModelException">It is damaged, or of a kind that is not known.</exception>
    public static PieceTokenizer Read(string path, byte[] json, ModelFiles files, string place, ModelConfig config, int? context)
    {
        if (NotAModelFile.Describe(json, json: true) is { } what) throw ModelError.Damaged(path, what);
        try
        {
            var document = PieceTokenizerJson.Read(json);
            var tokenizer = TokenizerConfig.Read(files, place);
            var isSiglip = (config.Kind ?? tokenizer.Class)?.StartsWith("siglip", StringComparison.OrdinalIgnoreCase) ?? false;
            var parts = new PieceTokenizerParts
            {
                Model = document.CreateModel(),
                Cleaning = CleaningOf(config, document, isSiglip),
                Steps = StepReader.Read(document.Normalizer),
                Splitters = SplitterReader.Read(document.PreTokenizer),
                Added = document.Added.Where(token => !token.IsSpecial && token.Content.Length > 0).DistinctBy(token => token.Content).ToDictionary(token => token.Content, token => token.Id, StringComparer.Ordinal),
                Before = TemplateReader.Read(document.PostProcessor).Before,
                Behind = TemplateReader.Read(document.PostProcessor).Behind,
                PadToken = tokenizer.PadId ?? document.PadId ?? PadOf(document, tokenizer.PadToken, isSiglip),
            };
            var length = context ?? tokenizer.ContextLength ?? document.ContextLength ?? (isSiglip ? SiglipContext : throw new FormatException("neither it nor the model says how many tokens a text has"));
            return length > parts.Before.Count + parts.Behind.Count
                ? new PieceTokenizer(parts, length)
                : throw new FormatException(FormattableString.Invariant($"a text of {length} tokens leaves no room beside the special ones"));
        }
        catch (UnknownPartException e)
        {
            throw ModelError.Unsupported(path, e.Message, "Use a model whose tokenizer is CLIP's, or a BPE, Unigram or WordPiece one of the parts that docs/formats/model-folder.md names.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw ModelError.Damaged(path, $"it is not a valid vocabulary ({e.Message.TrimEnd('.')}).", e);
        }
    }

    // Where nothing says what pads: SigLIP's texts are filled up with their end, others with the token that is called so.
    private static int PadOf(PieceTokenizerJson document, string? named, bool isSiglip)
    {
        foreach (var token in new[] { named, isSiglip && document.IsUnigram ? "</s>" : null, "<pad>", "[PAD]" })
        {
            if (token is not null && document.TryGetId(token, out var id)) return id;
        }

        return 0;
    }

    // OpenCLIP says it for each model; of transformers' models it is known by their kind and vocabulary.
    private static TextCleaning CleaningOf(ModelConfig config, PieceTokenizerJson document, bool isSiglip) => config.Cleaning switch
    {
        "canonicalize" => TextCleaning.Canonicalize,
        "lower" => TextCleaning.Lower,
        "whitespace" => TextCleaning.Whitespace,
        not null => throw new UnknownPartException($"its texts are cleaned by \"{config.Cleaning}\", which is not known."),
        _ when isSiglip => document.IsUnigram ? TextCleaning.Siglip : TextCleaning.LowerCase,
        _ => config.Kind is null ? TextCleaning.Whitespace : TextCleaning.None,
    };
}
