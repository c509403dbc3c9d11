using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>An image tower as it was published: it takes normalised planes of floats.</summary>
internal sealed class FloatPictureTower(TowerGraph graph, PreprocessSpec preprocessing, EncoderOptions options)
    : PictureTower<float>(graph, options, options.Level, options.Device)
{
    private readonly PixelNormaliser _normaliser = new(preprocessing);
    private readonly OnnxValue[] _extras = [.. graph.Extras];

    protected override int Length => 3 * preprocessing.Height * preprocessing.Width;

    /// <summary>Encodes up to a batch of tensors that are normalised already.</summary>
    public float[] Run(ReadOnlySpan<float> tensors, int count)
    {
        var copy = tensors.ToArray();
        return Run(count, buffer => copy.CopyTo(buffer, 0));
    }

    protected override void Fill(ReadOnlySpan<byte> pixels, Span<float> numbers) => _normaliser.Normalise(pixels, numbers);

    protected override void Feed(Dictionary<string, OrtValue> inputs, Memory<float> numbers, int rows)
    {
        inputs.Add(Graph.Input.Name, TensorInput.FromFloats(Graph.Input, numbers, [rows, 3, preprocessing.Height, preprocessing.Width]));
        foreach (var extra in _extras) inputs.Add(extra.Name, Filler(extra, rows));
    }

    // A graph of both towers wants a text as well; which one does not matter to the picture.
    private OrtValue Filler(OnnxValue extra, int rows)
    {
        var length = extra.Dimension(1) ?? 2;
        var texts = extra.Dimension(0) ?? rows;
        var ones = new long[texts * length];
        Array.Fill(ones, 1);
        return TensorInput.FromIntegers(Graph, extra, ones, [texts, length]);
    }
}
