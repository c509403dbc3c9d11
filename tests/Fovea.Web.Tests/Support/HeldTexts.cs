using System.Collections.Concurrent;

namespace Fovea.Web.Tests.Support;

/// <summary>The fake model, which takes as long as the test wants over texts that begin with "hold".</summary>
internal sealed class HeldTexts : IDualEncoder, ITextEncoder
{
    private readonly FakeDualEncoder _inner = new();
    private readonly ManualResetEventSlim _release = new();

    /// <summary>Texts that were encoded, or are being.</summary>
    public ConcurrentBag<string> Seen { get; } = [];

    public string Name => _inner.Name;

    public EmbeddingSpace Space => _inner.Space;

    public PreprocessSpec Preprocessing => _inner.Preprocessing;

    public IImageEncoder Images => _inner;

    public ITextEncoder Texts => this;

    public int Dimensions => _inner.Dimensions;

    public void Release() => _release.Set();

    public TokenizedText Tokenize(string text) => _inner.Tokenize(text);

    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        Seen.Add(text);
        if (text.StartsWith("hold", StringComparison.Ordinal)) _release.Wait(cancellationToken);
        return _inner.Encode(text, cancellationToken);
    }

    public void Dispose()
    {
        _release.Dispose();
        _inner.Dispose();
    }
}
