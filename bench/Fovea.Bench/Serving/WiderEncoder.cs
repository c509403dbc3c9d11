namespace Fovea.Bench.Serving;

/// <summary>A model whose texts are another's, repeated to more numbers: what a larger space costs, without its weights.</summary>
internal sealed class WiderEncoder(IDualEncoder inner, int times) : IDualEncoder, ITextEncoder
{
    private readonly float _scale = 1 / MathF.Sqrt(times);

    public string Name => inner.Name;

    public EmbeddingSpace Space { get; } = new(
        inner.Space.ImageWeights, inner.Space.TextWeights, inner.Space.Preprocessing, inner.Space.Dimensions * times);

    public PreprocessSpec Preprocessing => inner.Preprocessing;

    public IImageEncoder Images => throw new NotSupportedException("The wider space has no pictures of its own.");

    public ITextEncoder Texts => this;

    public int Dimensions => Space.Dimensions;

    public TokenizedText Tokenize(string text) => inner.Texts.Tokenize(text);

    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        var narrow = inner.Texts.Encode(text, cancellationToken);
        var wide = Enumerable.Repeat(narrow.Vector.ToArray(), times).SelectMany(values => values).Select(value => value * _scale).ToArray();
        return new TextEmbedding(wide, narrow.Truncated);
    }

    public void Dispose() => inner.Dispose();
}
