namespace Fovea.Clip;

/// <summary>
/// Finds a form of a tower that is fast and gives nearly the same vectors: bytes everywhere if that is near enough, else with the layers
/// in fp32 that do most harm in bytes, else in fp32 altogether.
/// </summary>
internal sealed class TowerSearch
{
    /// <summary>The least median of the cosine similarities to the published tower's vectors.</summary>
    public const double MedianLimit = 0.995;

    /// <summary>The least similarity of any single one.</summary>
    public const double LeastLimit = 0.99;

    private static readonly int[] Counts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

    private readonly TowerRebuild _tower;
    private readonly Action<string>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly int _bits;

    public TowerSearch(TowerRebuild tower, int bits, Action<string>? progress, CancellationToken cancellationToken)
    {
        _tower = tower;
        _bits = bits;
        _progress = progress;
        _cancellation = cancellationToken;
    }

    /// <summary>Searches.</summary>
    /// <exception cref="NotRecognizedException">The tower in fp32 does not give the published tower's vectors.</exception>
    public TowerResult Run()
    {
        _progress?.Invoke("comparing with the published graph");
        var (vectors, seen) = SampleRunner.Observe(_tower.Build(_tower.Weights, TowerPlan.Single, true), _tower.Calibration, _cancellation);
        var furthest = vectors.Zip(_tower.CalibrationVectors, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
        if (!(furthest <= _tower.Tolerance))
        {
            throw new NotRecognizedException(FormattableString.Invariant($"rebuilt, it gives other vectors: numbers differ by up to {furthest:G2}"));
        }

        // No more than is needed: the last one costs an operation in every block.
        Candidate? best = null;
        foreach (var (alpha, withDown) in new[] { (0.5f, false), (0.6f, false), (0.5f, true) })
        {
            _progress?.Invoke("in bytes");
            var (weights, smoothed) = Smoothing.Apply(_tower.Weights, seen, withDown, alpha);
            var candidate = new Candidate(weights, smoothed, new Dictionary<string, QuantizedWeights>(StringComparer.Ordinal));
            if (Accept(candidate, []) is { } result) return result;
            if (best is null || Score(candidate, []) > Score(best, [])) best = candidate;
        }

        return KeepWorst(best!) ?? Single(Layers(best!));
    }

    // What is chosen with the calibration's pictures is judged with the others.
    private TowerResult? KeepWorst(Candidate candidate)
    {
        var layers = Layers(candidate);
        var scores = new List<(string Layer, double Score)>();
        foreach (var layer in layers)
        {
            _progress?.Invoke(FormattableString.Invariant($"trying layer {scores.Count + 1} of {layers.Count}"));
            scores.Add((layer, Score(candidate, [layer])));
        }

        var worst = scores.OrderByDescending(s => s.Score).Select(s => s.Layer).ToList();
        foreach (var count in Counts.Where(count => count <= 2 * layers.Count / 3))
        {
            _progress?.Invoke(FormattableString.Invariant($"with {count} layers in fp32"));
            if (Accept(candidate, [.. worst.Take(count)]) is { } result) return result;
        }

        return null;
    }

    private TowerResult Single(List<string> layers)
    {
        var model = _tower.Build(_tower.Weights, TowerPlan.Single, false);
        var (median, least) = Compare(SampleRunner.Encode(model, _tower.HeldOut, _cancellation), _tower.HeldOutVectors);
        return new TowerResult(model, layers.Count, layers, median, least);
    }

    private TowerResult? Accept(Candidate candidate, List<string> single)
    {
        var model = Build(candidate, single);
        var (median, least) = Compare(SampleRunner.Encode(model, _tower.HeldOut, _cancellation), _tower.HeldOutVectors);
        _progress?.Invoke(FormattableString.Invariant($"cosine similarity to the published tower: median {median:F5}, least {least:F5}"));
        return median >= MedianLimit && least >= LeastLimit
            ? new TowerResult(model, Layers(candidate).Count, single, median, least)
            : null;
    }

    private List<string> Layers(Candidate candidate) => [.. _tower.HasByteInput ? [ImageGraphBuilder.FirstLayer] : Array.Empty<string>(), .. candidate.Seen.Keys];

    // The squares let the worst pictures count most: it is the least similarity that is hardest to reach.
    private double Score(Candidate candidate, List<string> single)
    {
        var vectors = SampleRunner.Encode(Build(candidate, single), _tower.Calibration, _cancellation);
        return -vectors.Zip(_tower.CalibrationVectors, (a, b) => Math.Pow(1 - Cosine(a, b), 2)).Average();
    }

    private OnnxModel Build(Candidate candidate, List<string> single) =>
        _tower.Build(candidate.Weights, new TowerPlan(layer => single.Contains(layer) ? null : FormOf(candidate, layer), candidate.Rounded), false);

    // What the first layer of an image tower takes are bytes.
    private LinearForm FormOf(Candidate candidate, string layer) => candidate.Seen.TryGetValue(layer, out var seen)
        ? new LinearForm(_bits, seen.Least.Min(), seen.Most.Max())
        : new LinearForm(_bits, 0, 255);

    private static (double Median, double Least) Compare(List<float[]> vectors, IReadOnlyList<float[]> references)
    {
        var similarities = vectors.Zip(references, Cosine).Order().ToList();
        return (similarities[similarities.Count / 2], similarities[0]);
    }

    // Both have length 1. A vector that is not a number is as far away as can be.
    private static double Cosine(float[] a, float[] b) =>
        System.Numerics.Tensors.TensorPrimitives.Dot(a, b) is var dot && float.IsFinite(dot) ? dot : -1;

    private sealed record Candidate(TransformerWeights Weights, IReadOnlyDictionary<string, LayerObservation> Seen, Dictionary<string, QuantizedWeights> Rounded);
}
