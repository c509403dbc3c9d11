using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Fovea.Vectors.Coding;
using Fovea.Vectors.Kernels;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>
/// A query in the forms in which rows are compared with it. The numbers are scaled by a power of two so that the greatest is between ½ and 1; all
/// products are of the scaled query, and <see cref="Exponent"/> brings them back.
/// </summary>
internal sealed unsafe class QueryCodes
{
    /// <summary>The greatest number in a table for signs: four of them stay within a byte.</summary>
    private const int LargestInTable = 63;

    // float's rounding, once for each product and sum of the kernel that computes a score, and some for the estimates; see the bound in docs/adr/0018.
    private const float RoundingOfOne = 1f / (1 << 24);

    private readonly float[] _scaled;
    private readonly float[] _rotated;
    private readonly float[] _halves;
    private readonly MemoryBlock _codes;
    private readonly MemoryBlock _tables;
    private readonly RandomRotation _rotation;
    private readonly int _dimensions;

    /// <param name="dimensions">Numbers in a query.</param>
    public QueryCodes(int dimensions)
    {
        var shape = new SegmentShape(dimensions, 0);
        _dimensions = dimensions;
        _rotation = SegmentMaker.Rotation(shape.CodedDimensions);
        _scaled = new float[dimensions];
        _rotated = new float[shape.CodedDimensions];
        _halves = new float[shape.RowLength];
        _codes = new MemoryBlock(shape.CodedDimensions);
        _tables = new MemoryBlock(shape.CodedDimensions * 4L);
    }

    /// <summary>The power of two by which the query was divided.</summary>
    public int Exponent { get; private set; }

    /// <summary>The step between the smallest scores that a float can hold, as a product of the scaled query.</summary>
    public float Least { get; private set; }

    /// <summary>The length of the scaled query, rounded up.</summary>
    public float Length { get; private set; }

    /// <summary>The length of what its 8-bit codes leave of it, rounded up.</summary>
    public float CodeError { get; private set; }

    /// <summary>What float's rounding can make of a product, for a row and a mean of length 1.</summary>
    public float Rounding { get; private set; }

    /// <summary>The codes: −127 to 127.</summary>
    public sbyte* Codes => (sbyte*)_codes.Pointer;

    /// <summary>The step between two codes.</summary>
    public float CodeScale { get; private set; }

    /// <summary>What 7.5 is multiplied by in a product of codes: the sum of the query's.</summary>
    public float CodeOffset { get; private set; }

    /// <summary>Tables of 16 sums for each four numbers (<see cref="CodeKernel.SumSigns"/>).</summary>
    public byte* Tables => _tables.Pointer;

    /// <summary>The step between two numbers in a table.</summary>
    public float TableScale { get; private set; }

    /// <summary>What is subtracted from a sum of the tables' numbers, times their step.</summary>
    public float TableOffset { get; private set; }

    /// <summary>The query as <see cref="HalfKernel.Dot"/> reads it.</summary>
    public ReadOnlySpan<float> Halves => _halves;

    /// <summary>Takes a query.</summary>
    /// <param name="query">Finite numbers.</param>
    public void Prepare(ReadOnlySpan<float> query)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(query));
        var exponent = largest == 0 ? 0 : MathF.ILogB(largest) + 1;

        // In two steps: the factor itself need not be a float.
        TensorPrimitives.Multiply(query, MathF.ScaleB(1, -exponent / 2), _scaled);
        TensorPrimitives.Multiply(_scaled, MathF.ScaleB(1, -exponent - (-exponent / 2)), _scaled);
        (Exponent, Least) = (exponent, MathF.ScaleB(float.Epsilon, -exponent));
        HalfKernel.Prepare(_scaled, _halves);

        _scaled.CopyTo(_rotated, 0);
        _rotated.AsSpan(query.Length).Clear();
        _rotation.Apply(_rotated);
        Length = TensorPrimitives.Norm<float>(_scaled) * (1 + 1e-5f);
        Rounding = ((256 + (query.Length / 4)) * RoundingOfOne) + (4 * _rotation.Error);
        PrepareCodes();
        PrepareTables();
    }

    /// <summary>The product of the scaled query that stands for the same score: scores too near to each other for a float are equal, and go by their ids.</summary>
    public float Round(float product)
    {
        var score = MathF.ScaleB(product, Exponent);
        return float.IsInfinity(score) ? MathF.CopySign(MathF.ScaleB(1, 128 - Exponent), product) : MathF.ScaleB(score, -Exponent);
    }

    /// <summary>The product of the scaled query and a mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float DotMean(ReadOnlySpan<float> mean)
    {
        var sum = 0d;
        for (var i = 0; i < _dimensions; i++) sum += (double)_scaled[i] * mean[i];
        return (float)sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PrepareCodes()
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(_rotated));
        CodeScale = largest / 127;
        var inverse = largest == 0 ? 0 : 127 / largest;
        var (sum, left) = (0, 0d);
        for (var i = 0; i < _rotated.Length; i++)
        {
            var code = (sbyte)Math.Clamp(MathF.Round(_rotated[i] * inverse), -127, 127);
            Codes[i] = code;
            sum += code;
            var rest = (double)_rotated[i] - ((double)CodeScale * code);
            left += rest * rest;
        }

        CodeOffset = 7.5f * sum;
        CodeError = (float)Math.Sqrt(left) * (1 + 1e-5f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PrepareTables()
    {
        var widest = 0f;
        var all = 0f;
        for (var i = 0; i < _rotated.Length; i += 4)
        {
            var range = Range(i);
            all += range;
            widest = Math.Max(widest, range);
        }

        TableScale = 2 * widest / Math.Min(LargestInTable, ushort.MaxValue / (_rotated.Length / 4));
        TableOffset = all;
        var inverse = widest == 0 ? 0 : 1 / TableScale;
        Span<float> sums = stackalloc float[16];
        for (var i = 0; i < _rotated.Length; i += 4)
        {
            // Bit by bit: each doubles the table, with a number taken away instead of added.
            sums[0] = ((Math.Abs(_rotated[i]) + _rotated[i]) + (Math.Abs(_rotated[i + 1]) + _rotated[i + 1])
                + (Math.Abs(_rotated[i + 2]) + _rotated[i + 2]) + (Math.Abs(_rotated[i + 3]) + _rotated[i + 3])) * inverse;
            for (var bit = 0; bit < 4; bit++)
            {
                var twice = 2 * _rotated[i + bit] * inverse;
                for (var bits = 0; bits < 1 << bit; bits++) sums[(1 << bit) + bits] = sums[bits] - twice;
            }

            for (var bits = 0; bits < 16; bits++) Tables[(i * 4) + bits] = (byte)(Math.Max(0, sums[bits]) + 0.5f);
        }
    }

    private float Range(int first)
    {
        var range = 0f;
        for (var j = 0; j < 4; j++) range += Math.Abs(_rotated[first + j]);
        return range;
    }
}
