using System.Numerics.Tensors;

namespace Fovea.Bench.Vectors.Data;

/// <summary>Makes unit vectors: one of several centres plus normal noise, divided by its length. Every kind of data here is such a mixture.</summary>
/// <remarks>Thread-safe. A row depends on the model, the stream and its number only.</remarks>
internal sealed class MixtureModel
{
    private readonly float[] _centres;
    private readonly float[]? _axes;
    private readonly float _deviation;
    private readonly int _count;

    /// <summary>With the same noise in every direction.</summary>
    /// <param name="name">Names the model and all that decides its rows: part of the cache file's name.</param>
    /// <param name="dimensions">Numbers in a row.</param>
    /// <param name="centres">Row-major.</param>
    /// <param name="deviation">Standard deviation of each number's noise.</param>
    public MixtureModel(string name, int dimensions, float[] centres, float deviation)
    {
        (Name, Dimensions, _centres, _deviation) = (name, dimensions, centres, deviation);
        _count = centres.Length / dimensions;
    }

    /// <summary>With noise of its own size along each of some axes.</summary>
    /// <param name="name">As above.</param>
    /// <param name="dimensions">As above.</param>
    /// <param name="centres">As above.</param>
    /// <param name="axes">Row-major, a row an axis; its length is the standard deviation of the noise along it.</param>
    public MixtureModel(string name, int dimensions, float[] centres, float[] axes)
        : this(name, dimensions, centres, 0) => _axes = axes;

    public string Name { get; }

    public int Dimensions { get; }

    /// <summary>Makes a row.</summary>
    public void Make(ulong stream, long row, Span<float> vector)
    {
        Span<float> noise = stackalloc float[Dimensions];
        NormalNumbers.Fill(stream, row, noise);
        var centre = (int)(NormalNumbers.Hash(~stream, row) % (ulong)_count);
        _centres.AsSpan(centre * Dimensions, Dimensions).CopyTo(vector);
        if (_axes is null)
        {
            TensorPrimitives.MultiplyAdd(noise, _deviation, vector, vector);
        }
        else
        {
            for (var axis = 0; axis < Dimensions; axis++)
            {
                TensorPrimitives.MultiplyAdd(_axes.AsSpan(axis * Dimensions, Dimensions), noise[axis], vector, vector);
            }
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
    }
}
