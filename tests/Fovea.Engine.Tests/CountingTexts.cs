using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>The fake model, counting how often it encodes a text; texts with "long" in them are cut off.</summary>
internal sealed class CountingTexts(FakeDualEncoder inner) : IDualEncoder, ITextEncoder
{
    private int _calls;

    public int Calls => _calls;

    public string Name => inner.Name;

    public EmbeddingSpace Space => inner.Space;

    public PreprocessSpec Preprocessing => inner.Preprocessing;

    public IImageEncoder Images => inner;

    public ITextEncoder Texts => this;

    public int Dimensions => inner.Dimensions;

    public TokenizedText Tokenize(string text) => inner.Tokenize(text);

    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return inner.Encode(text, cancellationToken) with { Truncated = text.Contains("long", StringComparison.Ordinal) };
    }

    public void Dispose()
    {
    }
}
