namespace Fovea.Clip;

/// <summary>A CLIP model's text tower on ONNX Runtime, with its tokenizer.</summary>
/// <remarks>Thread-safe. Do not dispose while a call runs.</remarks>
public sealed class TextEncoder : ITextEncoder
{
    private readonly ITokenTower _tower;

    internal TextEncoder(TowerGraph published, TowerGraph? optimized, TextTokenizer tokenizer, (int Height, int Width) picture, int? dimensions, EncoderOptions options)
    {
        Tokenizer = tokenizer;
        _tower = optimized is null ? new PaddedTokenTower(published, tokenizer, picture, options) : new ExactTokenTower(optimized, options);
        try
        {
            Dimensions = dimensions ?? _tower.Run([tokenizer.Tokenize("").Ids]).Length;
        }
        catch
        {
            _tower.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public int Dimensions { get; }

    /// <summary>The tokenizer.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <inheritdoc />
    public TokenizedText Tokenize(string text) => Tokenizer.Tokenize(text);

    /// <inheritdoc />
    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        var tokens = Tokenize(text);
        var vector = new float[Dimensions];
        EncodeTokens([tokens.Ids], vector, cancellationToken);
        return new TextEmbedding(vector, tokens.Truncated);
    }

    /// <summary>Encodes texts that are already tokens: start … end, without padding.</summary>
    /// <param name="texts">The ids, at most the model's context each.</param>
    /// <param name="embeddings"><c>[texts.Count, Dimensions]</c>, row-major.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <exception cref="ArgumentException">A text is too long or the output has the wrong length.</exception>
    /// <exception cref="EncodingException">The model failed or gave a vector that cannot be used.</exception>
    public void EncodeTokens(IReadOnlyList<IReadOnlyList<int>> texts, Span<float> embeddings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (embeddings.Length != texts.Count * Dimensions) throw new ArgumentException("The output has the wrong length.", nameof(embeddings));
        if (texts.Any(t => t.Count > Tokenizer.ContextLength))
        {
            throw new ArgumentException(FormattableString.Invariant($"A text has more than {Tokenizer.ContextLength} tokens."), nameof(texts));
        }

        foreach (var batch in _tower.Batches(texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var raw = _tower.Run([.. batch.Select(i => texts[i])]);
            if (raw.Length != batch.Count * Dimensions)
            {
                throw new EncodingException(-1, FormattableString.Invariant($"The text tower gave {raw.Length / batch.Count} numbers instead of {Dimensions}. Use the files of one and the same model."));
            }

            for (var i = 0; i < batch.Count; i++)
            {
                UnitVector.Normalise(raw.AsSpan(i * Dimensions, Dimensions), embeddings.Slice(batch[i] * Dimensions, Dimensions), batch[i]);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _tower.Dispose();
}
