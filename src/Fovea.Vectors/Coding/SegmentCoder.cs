using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Coding;

/// <summary>
/// Writes the codes of rows. A row, less the segment's mean and rotated, is kept three times, each time coarser: as it is (half precision), as 8-bit
/// codes in two halves of 4 bits, and as signs. For each of the last three the coder notes how far it is from the row, so that a search knows
/// how wrong a product with it can be. The product of signs is scaled so that it is right on average (Gao and Long, "RaBitQ", SIGMOD 2024).
/// </summary>
internal sealed unsafe class SegmentCoder
{
    // Below it the reciprocal of a step could leave the range of a float; such a row is all error.
    private const float LeastNumber = 1e-15f;

    // The sums of a few hundred squares in fp32 are not further off.
    private const float RoundedUp = 1 + 1e-5f;

    private readonly SegmentShape _shape;
    private readonly RandomRotation _rotation;
    private readonly byte* _hot;
    private readonly byte* _codes;
    private readonly RowsInMemory _rows;
    private readonly float[] _mean;
    private readonly float _rowFactor;

    /// <param name="shape">Where everything lies.</param>
    /// <param name="rotation">The rotation of vectors of this length.</param>
    /// <param name="hot">The hot region; receives everything but the ids.</param>
    /// <param name="codes">The region of codes.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="mean">What is subtracted.</param>
    /// <param name="rowExponent">The power of two by which the rows are multiplied, where they are.</param>
    public SegmentCoder(SegmentShape shape, RandomRotation rotation, MemoryBlock hot, MemoryBlock codes, RowsInMemory rows, float[] mean, int rowExponent)
    {
        (_shape, _rotation, _rows, _mean) = (shape, rotation, rows, mean);
        _rowFactor = MathF.ScaleB(1, rowExponent);
        _hot = hot.Pointer;
        _codes = codes.Pointer;
    }

    /// <summary>Codes 64 rows.</summary>
    /// <param name="block">Which.</param>
    /// <returns>The greatest length of a row as coded, and of a stored one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (float Coded, float Stored) Code(int block)
    {
        var buffer = new float[_shape.CodedDimensions];
        var scaled = new float[_shape.Dimensions];
        var codes = new byte[_shape.CodedDimensions];
        var (coded, stored) = (0f, 0f);
        for (var i = 0; i < SegmentShape.BlockRows; i++)
        {
            var row = (block * SegmentShape.BlockRows) + i;
            if (row >= _shape.Count)
            {
                Clear(row);
                continue;
            }

            var numbers = _rows.Span(row);
            TensorPrimitives.ConvertToSingle(numbers[.._shape.Dimensions], buffer);
            TensorPrimitives.Multiply(buffer.AsSpan(0, _shape.Dimensions), _rowFactor, scaled);
            TensorPrimitives.ConvertToHalf(scaled, numbers);
            stored = Math.Max(stored, TensorPrimitives.Norm<float>(buffer.AsSpan(0, _shape.Dimensions)) * RoundedUp);
            TensorPrimitives.Subtract(buffer.AsSpan(0, _shape.Dimensions), _mean, buffer.AsSpan(0, _shape.Dimensions));
            buffer.AsSpan(_shape.Dimensions).Clear();
            _rotation.Apply(buffer);
            coded = Math.Max(coded, Code(row, buffer, codes));
            ((ulong*)(_hot + _shape.RowSums))[row] = RowSum.Of(numbers);
        }

        return (coded, stored);
    }

    private void Clear(int row)
    {
        foreach (var offset in (ReadOnlySpan<long>)[_shape.SignScales, _shape.SignErrors, _shape.CodeScales, _shape.HighErrors, _shape.FullErrors])
        {
            ((float*)(_hot + offset))[row] = 0;
        }

        ((long*)(_hot + _shape.Ids))[row] = long.MaxValue;
        ((ulong*)(_hot + _shape.RowSums))[row] = 0;
        new Span<byte>(_codes + _shape.Highs + ((long)row * _shape.CodeLength), _shape.CodeLength).Clear();
        new Span<byte>(_codes + _shape.Lows + ((long)row * _shape.CodeLength), _shape.CodeLength).Clear();
        for (var column = 0; column < _shape.CodedDimensions / 8; column++) *Sign(row, column) = 0;
    }

    private byte* Sign(int row, int column)
    {
        var block = row / SegmentShape.BlockRows;
        return _hot + _shape.Signs + ((((long)block * (_shape.CodedDimensions / 8)) + column) * SegmentShape.BlockRows) + (row % SegmentShape.BlockRows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Code(int row, Span<float> rotated, Span<byte> codes)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(rotated));
        var squares = TensorPrimitives.SumOfSquares<float>(rotated);
        var length = MathF.Sqrt(squares);
        var step = largest < LeastNumber ? 0 : largest / 128;
        var (full, high) = Quantise(rotated, step, codes);
        Pack(row, codes);
        for (var column = 0; column < rotated.Length / 8; column++)
        {
            *Sign(row, column) = (byte)Vector256.LoadUnsafe(ref rotated[0], (nuint)(column * 8)).ExtractMostSignificantBits();
        }

        var scale = step == 0 ? 0 : squares / TensorPrimitives.SumOfMagnitudes<float>(rotated);
        var wrong = step == 0 ? length : MathF.Sqrt(Math.Max(0, (scale * scale * rotated.Length) - squares) / (rotated.Length - 1));
        Set(_shape.SignScales, row, scale);
        Set(_shape.SignErrors, row, wrong);
        Set(_shape.CodeScales, row, step * 16);
        Set(_shape.HighErrors, row, MathF.Sqrt(high) * RoundedUp);
        Set(_shape.FullErrors, row, MathF.Sqrt(full) * RoundedUp);
        return (length + MathF.Sqrt(high)) * RoundedUp;
    }

    private void Set(long offset, int row, float value) => ((float*)(_hot + offset))[row] = value;

    // The squares of what is left by 8 bits and by 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float Full, float High) Quantise(Span<float> numbers, float step, Span<byte> codes)
    {
        var inverse = Vector256.Create(step == 0 ? 0 : 1 / step);
        var fine = Vector256.Create(step);
        var coarse = Vector256.Create(step * 16);
        Vector256<float> full = default, high = default;
        for (var i = 0; i < numbers.Length; i += 8)
        {
            var x = Vector256.LoadUnsafe(ref numbers[i]);
            var code = Vector256.ConvertToInt32(Vector256.Min(Vector256.Max((x * inverse) + Vector256.Create(128f), default), Vector256.Create(255f)));
            var restOfFull = x - (fine * (Vector256.ConvertToSingle(code) - Vector256.Create(127.5f)));
            var restOfHigh = x - (coarse * (Vector256.ConvertToSingle(code >>> 4) - Vector256.Create(7.5f)));
            full += restOfFull * restOfFull;
            high += restOfHigh * restOfHigh;
            var narrow = Vector128.Narrow(code.GetLower(), code.GetUpper()).AsUInt16();
            Unsafe.WriteUnaligned(ref codes[i], Vector128.Narrow(narrow, narrow).AsUInt64()[0]);
        }

        return (Vector256.Sum(full), Vector256.Sum(high));
    }

    private void Pack(int row, Span<byte> codes)
    {
        var highs = _codes + _shape.Highs + ((long)row * _shape.CodeLength);
        var lows = _codes + _shape.Lows + ((long)row * _shape.CodeLength);
        for (var i = 0; i < codes.Length; i += 128, highs += 64, lows += 64)
        {
            for (var j = 0; j < 64; j += 32)
            {
                var near = Vector256.LoadUnsafe(ref codes[i + j]);
                var far = Vector256.LoadUnsafe(ref codes[i + j + 64]);
                var low = Vector256.Create((byte)15);
                (((near.AsUInt16() >>> 4).AsByte() & low) | (far & ~low)).Store(highs + j);
                ((near & low) | ((far.AsUInt16() << 4).AsByte() & ~low)).Store(lows + j);
            }
        }
    }
}
