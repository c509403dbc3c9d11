using System.Numerics;
using System.Runtime.CompilerServices;
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

    // How many concepts are compared at once: their sums are independent, so the processor need not wait for one of them.
    private const int Abreast = 4;

    private readonly float[] _concepts;
    private readonly int _count;

    private ConceptYardstick(float[] concepts, int count) => (_concepts, _count) = (concepts, count);

    /// <summary>Encodes the concepts: one text encoding each.</summary>
    public static ConceptYardstick Create(ITextEncoder texts, CancellationToken cancellationToken) => new(
        [.. EverydayConcepts.Texts.SelectMany(text => texts.Encode(text, cancellationToken).Vector.ToArray())], EverydayConcepts.Texts.Count);

    /// <summary>A photo's similarities to the concepts; their deviation is null where they do not differ.</summary>
    /// <param name="photo">The photo's unit vector.</param>
    public (float Mean, float? Deviation) Measure(ReadOnlySpan<float> photo)
    {
        var (sum, squares) = (0d, 0d);
        Span<float> similarities = stackalloc float[Abreast];
        for (var first = 0; first < _count; first += Abreast)
        {
            var few = similarities[..Math.Min(Abreast, _count - first)];
            Compare(photo, first, few);
            foreach (double similarity in few)
            {
                sum += similarity;
                squares += similarity * similarity;
            }
        }

        var mean = sum / _count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / _count) - (mean * mean)));
        return ((float)mean, deviation < LeastDeviation ? null : (float)deviation);
    }

    // Optimised at once: the first search compares thousands of photos, and code for any width of vector is never compiled ahead.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(ReadOnlySpan<float> photo, int first, Span<float> similarities)
    {
        if (similarities.Length < Abreast)
        {
            for (var i = 0; i < similarities.Length; i++) similarities[i] = Dot(photo, Concept(first + i, photo.Length));
            return;
        }

        var wide = MemoryMarshal.Cast<float, Vector<float>>(photo);
        var a = MemoryMarshal.Cast<float, Vector<float>>(Concept(first, photo.Length))[..wide.Length];
        var b = MemoryMarshal.Cast<float, Vector<float>>(Concept(first + 1, photo.Length))[..wide.Length];
        var c = MemoryMarshal.Cast<float, Vector<float>>(Concept(first + 2, photo.Length))[..wide.Length];
        var d = MemoryMarshal.Cast<float, Vector<float>>(Concept(first + 3, photo.Length))[..wide.Length];
        var (sumA, sumB, sumC, sumD) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (var i = 0; i < wide.Length; i++)
        {
            sumA = Vector.FusedMultiplyAdd(wide[i], a[i], sumA);
            sumB = Vector.FusedMultiplyAdd(wide[i], b[i], sumB);
            sumC = Vector.FusedMultiplyAdd(wide[i], c[i], sumC);
            sumD = Vector.FusedMultiplyAdd(wide[i], d[i], sumD);
        }

        var done = wide.Length * Vector<float>.Count;
        ReadOnlySpan<float> sums = [Vector.Sum(sumA), Vector.Sum(sumB), Vector.Sum(sumC), Vector.Sum(sumD)];
        for (var i = 0; i < Abreast; i++) similarities[i] = sums[i] + Dot(photo[done..], Concept(first + i, photo.Length)[done..]);
    }

    private ReadOnlySpan<float> Concept(int number, int length) => _concepts.AsSpan(number * length, length);

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
