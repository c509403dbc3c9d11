using System.Diagnostics;
using System.Numerics.Tensors;

namespace Fovea.Clip;

/// <summary>Compares the optimised towers, as they will run, with the published ones: how fast, and whether they rank alike.</summary>
internal sealed class OptimizationMeasurement(
    ClipModel published, OptimizedModel model, IReadOnlyList<PixelTile> tiles, IReadOnlyList<IReadOnlyList<int>> texts, CancellationToken cancellationToken)
{
    private const int Rounds = 3;

    /// <summary>The description with speed and agreement.</summary>
    public OptimizedModel Complete()
    {
        using var optimized = published.With(model);
        var (photos, questions) = (Encode(published, out var time), Ask(published, out var askTime));
        var (photosNow, questionsNow) = (Encode(optimized, out var timeNow), Ask(optimized, out var askTimeNow));
        for (var round = 1; round < Rounds; round++)
        {
            Encode(published, out var again);
            Encode(optimized, out var againNow);
            Ask(published, out var askAgain);
            Ask(optimized, out var askAgainNow);
            (time, timeNow, askTime, askTimeNow) = (Least(time, again), Least(timeNow, againNow), Least(askTime, askAgain), Least(askTimeNow, askAgainNow));
        }

        return model with
        {
            Image = model.Image is { } image ? image with { SpeedUp = time / timeNow } : null,
            Text = model.Text is { } text ? text with { SpeedUp = askTime / askTimeNow } : null,
            RankingAgreement = Agreement(photos, questions, photosNow, questionsNow),
        };
    }

    private float[] Encode(ClipModel encoder, out TimeSpan time)
    {
        var vectors = new float[tiles.Count * encoder.Images.Dimensions];
        var start = Stopwatch.GetTimestamp();
        encoder.Images.Encode(tiles, vectors, cancellationToken);
        time = Stopwatch.GetElapsedTime(start);
        return vectors;
    }

    private float[] Ask(ClipModel encoder, out TimeSpan time)
    {
        var dimensions = encoder.Texts.Dimensions;
        var vectors = new float[texts.Count * dimensions];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < texts.Count; i++) encoder.Texts.EncodeTokens([texts[i]], vectors.AsSpan(i * dimensions, dimensions), cancellationToken);
        time = Stopwatch.GetElapsedTime(start);
        return vectors;
    }

    // The least of several is what the machine takes when nothing else uses it.
    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private double Agreement(float[] photos, float[] questions, float[] photosNow, float[] questionsNow)
    {
        var top = Math.Max(1, tiles.Count / 10);
        return Enumerable.Range(0, texts.Count).Average(text =>
            (double)Best(photos, questions, text, top).Intersect(Best(photosNow, questionsNow, text, top)).Count() / top);
    }

    private IEnumerable<int> Best(float[] photos, float[] questions, int text, int top)
    {
        var dimensions = photos.Length / tiles.Count;
        return Enumerable.Range(0, tiles.Count)
            .OrderByDescending(photo => TensorPrimitives.Dot(photos.AsSpan(photo * dimensions, dimensions), questions.AsSpan(text * dimensions, dimensions)))
            .Take(top);
    }
}
