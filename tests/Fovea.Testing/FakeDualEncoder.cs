namespace Fovea.Testing;

/// <summary>
/// A dual encoder whose meaning is colour: a picture's vector is the mean of its R, G and B (and a constant), a text's vector is the sum
/// of the colours it names. Deterministic, needs no model, and "red" finds red pictures.
/// </summary>
public sealed class FakeDualEncoder : IDualEncoder, IImageEncoder, ITextEncoder
{
    private static readonly Dictionary<string, float[]> Colours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["red"] = [1, 0, 0, 0.1f],
        ["green"] = [0, 1, 0, 0.1f],
        ["blue"] = [0, 0, 1, 0.1f],
        ["yellow"] = [1, 1, 0, 0.1f],
        ["white"] = [1, 1, 1, 0.1f],
        ["black"] = [0, 0, 0, 1],
    };

    private int _encodedTiles;

    public FakeDualEncoder(string weights = "fake", int size = 16)
    {
        Preprocessing = new PreprocessSpec { Width = size, Height = size };
        Space = new EmbeddingSpace(weights, weights, Preprocessing.Canonical, 4);
    }

    public string Name => "fake";

    public EmbeddingSpace Space { get; }

    public PreprocessSpec Preprocessing { get; }

    public IImageEncoder Images => this;

    public ITextEncoder Texts => this;

    public int Dimensions => 4;

    public int BatchSize { get; init; } = 8;

    /// <summary>How many tiles were encoded so far: tells whether an unchanged photo was encoded again.</summary>
    public int EncodedTiles => _encodedTiles;

    /// <summary>Called before each batch; may block or throw.</summary>
    public Action? BeforeBatch { get; init; }

    public void Encode(IReadOnlyList<PixelTile> tiles, Span<float> embeddings, CancellationToken cancellationToken)
    {
        BeforeBatch?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        for (var i = 0; i < tiles.Count; i++)
        {
            var sums = new float[4];
            var pixels = tiles[i].Pixels;
            for (var p = 0; p < pixels.Length; p++) sums[p % 3] += pixels[p];
            for (var c = 0; c < 3; c++) sums[c] /= pixels.Length / 3 * 255f;
            sums[3] = 0.1f;
            Normalise(sums).CopyTo(embeddings.Slice(i * 4, 4));
        }

        Interlocked.Add(ref _encodedTiles, tiles.Count);
    }

    public TokenizedText Tokenize(string text) => new([1, .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Length + 1), 2], false);

    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        var sum = new float[4];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Colours.TryGetValue(word, out var colour)) continue;
            for (var c = 0; c < 4; c++) sum[c] += colour[c];
        }

        if (sum.All(v => v == 0)) sum[3] = 1;
        return new TextEmbedding(Normalise(sum), false);
    }

    public void Dispose()
    {
    }

    private static float[] Normalise(float[] vector)
    {
        var norm = MathF.Sqrt(vector.Sum(v => v * v));
        return [.. vector.Select(v => v / norm)];
    }
}
