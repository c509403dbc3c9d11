namespace Fovea.Engine.Searching;

/// <summary>Encodes texts and remembers the last ones: typing backwards and turning pages must not run the model again. Thread-safe.</summary>
internal sealed class TextVectors(IDualEncoder model)
{
    private const int MostTexts = 256;

    private readonly LruCache<TextEmbedding> _known = new(MostTexts, long.MaxValue, _ => 1);

    /// <summary>The text's unit vector.</summary>
    /// <exception cref="ModelException">The text tower or its tokenizer cannot be used.</exception>
    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        if (_known.Find(text) is { } known) return known;
        var encoded = model.Texts.Encode(text, cancellationToken);
        _known.Put(text, encoded);
        return encoded;
    }
}
