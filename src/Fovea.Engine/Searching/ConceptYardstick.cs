using System.Numerics;
using System.Runtime.InteropServices;

namespace Fovea.Engine.Searching;

/// <summary>
/// Tells how far a photo's score for a query stands out from the same photo's scores for everyday concepts, in standard deviations of
/// those. Some photos are near to every text and some texts to every photo; the distance is free of the first, as the distance from the
/// library's mean is of the second. Holding a query against a bank of others is known from cross-modal retrieval (Bogolin et al., "Cross
/// Modal Retrieval with Querybank Normalisation", CVPR 2022). Immutable.
/// </summary>
internal sealed class ConceptYardstick
{
    // A model to which all concepts are the same gives no yardstick.
    private const float LeastDeviation = 1e-4f;

    private readonly float[][] _concepts;

    private ConceptYardstick(float[][] concepts) => _concepts = concepts;

    /// <summary>Encodes the concepts: one text encoding each.</summary>
    public static ConceptYardstick Create(ITextEncoder texts, CancellationToken cancellationToken) =>
        new([.. EverydayConcepts.Texts.Select(text => texts.Encode(text, cancellationToken).Vector.ToArray())]);

    /// <summary>How many deviations the score lies above the mean; null where the concepts' scores do not differ.</summary>
    /// <param name="photo">The photo's unit vector.</param>
    /// <param name="score">Its cosine similarity to the query.</param>
    public float? Distance(ReadOnlySpan<float> photo, float score)
    {
        var (sum, squares) = (0d, 0d);
        foreach (var concept in _concepts)
        {
            double similarity = Dot(photo, concept);
            sum += similarity;
            squares += similarity * similarity;
        }

        var mean = sum / _concepts.Length;
        var deviation = Math.Sqrt(Math.Max(0, (squares / _concepts.Length) - (mean * mean)));
        return deviation < LeastDeviation ? null : (float)((score - mean) / deviation);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var wideA = MemoryMarshal.Cast<float, Vector<float>>(a);
        var wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < wideA.Length; i++) sums += wideA[i] * wideB[i];
        var sum = Vector.Sum(sums);
        for (var i = wideA.Length * Vector<float>.Count; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
