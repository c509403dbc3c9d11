using System.Numerics.Tensors;

namespace Fovea.Bench.Vectors.Data;

/// <summary>
/// Vectors of more dimensions than the model at hand gives: real-like, not real. The real spectrum is stretched: where the real vectors have a
/// variance along an axis, these have half of it along each of two (for twice the dimensions). A real vector, drawn towards the mean, sits on the
/// diagonals of those pairs, and carries Kept²/2 of the variance; normal noise brings each axis to its share. A text becomes a query by the same
/// diagonals, so its mean score stays, and the spread of its scores is the real one divided by the square root of 2.
/// </summary>
internal sealed class StretchedModel
{
    private readonly int _times;
    private readonly int _dimensions;
    private readonly float[] _basis;
    private readonly PrincipalAxes _axes;

    /// <param name="real">The real vectors.</param>
    /// <param name="axes">Theirs.</param>
    /// <param name="dimensions">A multiple of the real ones.</param>
    public StretchedModel(StarterVectors real, PrincipalAxes axes, int dimensions)
    {
        (_axes, _dimensions, _times) = (axes, dimensions, dimensions / real.Dimensions);
        if (_times * real.Dimensions != dimensions) throw new InvalidDataException($"real-like data have a multiple of {real.Dimensions} dimensions.");
        _basis = OrthonormalBasis.Random(dimensions, 13);
        Model = new MixtureModel($"real-like-{dimensions}-{real.Name}-kept{EnlargedModel.Kept * 100:F0}-v1", dimensions, Centres(real), Noise());
    }

    public MixtureModel Model { get; }

    /// <summary>A real vector on the diagonals.</summary>
    public float[] Embed(ReadOnlySpan<float> vector)
    {
        var embedded = new float[_dimensions];
        for (var n = 0; n < vector.Length; n++)
        {
            var along = TensorPrimitives.Dot(_axes.Axis(n), vector) / MathF.Sqrt(_times);
            for (var i = n * _times; i < (n + 1) * _times; i++) TensorPrimitives.MultiplyAdd(Basis(i), along, embedded, embedded);
        }

        return embedded;
    }

    private Span<float> Basis(int n) => _basis.AsSpan(n * _dimensions, _dimensions);

    private float[] Centres(StarterVectors real)
    {
        var scale = EnlargedModel.Kept / MathF.Sqrt(_times);
        var mean = Embed(_axes.Mean);
        return [.. real.Photos.Chunk(real.Dimensions).SelectMany(photo =>
        {
            TensorPrimitives.Subtract(photo, _axes.Mean, photo);
            var centre = Embed(photo);
            TensorPrimitives.MultiplyAdd(centre, scale, mean, centre);
            return centre;
        })];
    }

    // Along the diagonal of each group of axes the centres vary already: there the noise is less.
    private float[] Noise()
    {
        var noise = new float[_dimensions * _dimensions];
        for (var n = 0; n < _dimensions; n++)
        {
            var variance = _axes.Variances[n / _times] / _times;
            var (inGroup, group) = (n % _times, n / _times * _times);
            var deviation = Math.Sqrt(inGroup == 0 ? variance * (1 - (EnlargedModel.Kept * EnlargedModel.Kept)) : variance);

            // Helmert's directions of a group: the diagonal first, the others at right angles to it and to one another.
            var row = noise.AsSpan(n * _dimensions, _dimensions);
            for (var i = 0; i < _times; i++)
            {
                var weight = inGroup == 0 ? 1 / Math.Sqrt(_times)
                    : i < inGroup ? 1 / Math.Sqrt(inGroup * (inGroup + 1d))
                    : i == inGroup ? -inGroup / Math.Sqrt(inGroup * (inGroup + 1d)) : 0;
                TensorPrimitives.MultiplyAdd(Basis(group + i), (float)(weight * deviation), row, row);
            }
        }

        return noise;
    }
}
