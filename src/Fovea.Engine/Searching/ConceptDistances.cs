using System.Collections.Concurrent;

namespace Fovea.Engine.Searching;

/// <summary>
/// How far the photos of one index stand out from everyday concepts. What a photo has in common with the concepts does not depend on the
/// query, so it is computed once for each photo that comes near to being a match, and kept: 2,000 photos of 512 numbers are 75 million
/// products. Thread-safe.
/// </summary>
internal sealed class ConceptDistances(ConceptYardstick yardstick, IVectorIndex index)
{
    private readonly ConcurrentDictionary<PhotoId, (float Mean, float? Deviation)> _known = new();

    public IVectorIndex Index => index;

    /// <summary>A photo's distance in standard deviations; null where there is none.</summary>
    public float? Of(ScoredPhoto photo)
    {
        if (!_known.TryGetValue(photo.Id, out var measured))
        {
            Span<float> vector = index.Space.Dimensions <= 1024 ? stackalloc float[index.Space.Dimensions] : new float[index.Space.Dimensions];
            if (!index.TryRead(photo.Id, vector)) return null;
            _known[photo.Id] = measured = yardstick.Measure(vector);
        }

        return (photo.Score - measured.Mean) / measured.Deviation;
    }
}
