using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fovea.Imaging;

/// <summary>
/// The inner loops of the resize: sums of 8-bit samples × fixed-point weights, rounded half up and clipped to 0–255. Integer arithmetic, so
/// that the vector forms and their scalar twins give equal bytes.
/// </summary>
internal static class Convolution
{
    private const int Half = 1 << (AxisWeights.PrecisionBits - 1);

    /// <summary>
    /// One row: output <c>i</c>, three bytes, is the weighted sum of the pixels of <paramref name="row"/> and goes to <c>target[i × step]</c>.
    /// </summary>
    /// <param name="row">R, G, B of the source pixels from <paramref name="first"/> on.</param>
    /// <param name="weights">The axis along the row.</param>
    /// <param name="first">The source pixel that <paramref name="row"/> begins with.</param>
    /// <param name="target">Where the outputs go.</param>
    /// <param name="step">Bytes from one output to the next.</param>
    public static void Along(ReadOnlySpan<byte> row, AxisWeights weights, int first, Span<byte> target, int step)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            AlongScalar(row, weights, first, target, step);
            return;
        }

        for (var i = 0; i < weights.Outputs; i++)
        {
            var pixels = row[((weights.Start(i) - first) * 3)..];
            var taps = weights.PaddedWeights(i);
            var sum = SumVector(ref pixels, ref taps) + Vector128.Create(Half);
            if (taps.IsEmpty)
            {
                Store(target.Slice(i * step, 3), sum);
                continue;
            }

            int red = sum[0], green = sum[1], blue = sum[2];
            AddScalar(pixels, taps[..Math.Min(taps.Length, pixels.Length / 3)], ref red, ref green, ref blue);
            Store(target.Slice(i * step, 3), red, green, blue);
        }
    }

    /// <summary>The scalar twin of <see cref="Along"/>.</summary>
    public static void AlongScalar(ReadOnlySpan<byte> row, AxisWeights weights, int first, Span<byte> target, int step)
    {
        for (var i = 0; i < weights.Outputs; i++)
        {
            int red = Half, green = Half, blue = Half;
            AddScalar(row[((weights.Start(i) - first) * 3)..], weights.Weights(i), ref red, ref green, ref blue);
            Store(target.Slice(i * step, 3), red, green, blue);
        }
    }

    /// <summary>Adds one row × its weight to the sums of an output row. Both spans have one length.</summary>
    public static void Accumulate(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, sums.Length);
        var x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(row);
            ref var sum = ref MemoryMarshal.GetReference(sums);
            for (; x <= row.Length - 16; x += 16)
            {
                var (low, high) = Vector256.Widen(Vector256.WidenLower(Vector128.LoadUnsafe(ref source, (nuint)x).ToVector256Unsafe()));
                (Vector256.LoadUnsafe(ref sum, (nuint)x) + (low.AsInt32() * weight)).StoreUnsafe(ref sum, (nuint)x);
                (Vector256.LoadUnsafe(ref sum, (nuint)x + 8) + (high.AsInt32() * weight)).StoreUnsafe(ref sum, (nuint)x + 8);
            }
        }

        AccumulateScalar(row[x..], weight, sums[x..]);
    }

    /// <summary>The scalar twin of <see cref="Accumulate"/>.</summary>
    public static void AccumulateScalar(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        for (var x = 0; x < row.Length; x++) sums[x] += row[x] * weight;
    }

    /// <summary>Rounds and clips sums (which start at 0) to bytes, and sets them to 0 again.</summary>
    public static void Drain(Span<int> sums, Span<byte> target)
    {
        for (var x = 0; x < sums.Length; x++) target[x] = Clip(sums[x] + Half);
        sums.Clear();
    }

    // Four pixels a step: 16 bytes are loaded and the first 12 used, so the last pixels of a row are left to the scalar loop. Zeros behind the
    // weights fill the last step, and change no sum.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> SumVector(ref ReadOnlySpan<byte> pixels, ref ReadOnlySpan<int> taps)
    {
        var steps = Math.Max(0, Math.Min(taps.Length / 4, (pixels.Length - 4) / 12));
        ref var pixel = ref MemoryMarshal.GetReference(pixels);
        ref var tap = ref MemoryMarshal.GetReference(taps);
        var even = Vector256<int>.Zero;
        var odd = Vector256<int>.Zero;
        for (var s = 0; s < steps; s++)
        {
            var bytes = Vector128.Shuffle(
                Vector128.LoadUnsafe(ref pixel, (nuint)(s * 12)),
                Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255));
            var (low, high) = Vector256.Widen(Vector256.WidenLower(bytes.ToVector256Unsafe()));
            var four = Vector128.LoadUnsafe(ref tap, (nuint)(s * 4)).ToVector256Unsafe();
            even += low.AsInt32() * Vector256.Shuffle(four, Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1));
            odd += high.AsInt32() * Vector256.Shuffle(four, Vector256.Create(2, 2, 2, 2, 3, 3, 3, 3));
        }

        pixels = pixels[(steps * 12)..];
        taps = taps[(steps * 4)..];
        var sum = even + odd;
        return sum.GetLower() + sum.GetUpper();
    }

    private static void AddScalar(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> taps, ref int red, ref int green, ref int blue)
    {
        pixels = pixels[..(taps.Length * 3)];
        for (var t = 0; t < taps.Length; t++)
        {
            red += pixels[t * 3] * taps[t];
            green += pixels[(t * 3) + 1] * taps[t];
            blue += pixels[(t * 3) + 2] * taps[t];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<byte> target, Vector128<int> sum)
    {
        var bytes = Vector128.Shuffle(
            Vector128.Clamp(sum >> AxisWeights.PrecisionBits, Vector128<int>.Zero, Vector128.Create(255)).AsByte(),
            Vector128.Create((byte)0, 4, 8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255)).AsUInt32().ToScalar();
        target[2] = (byte)(bytes >> 16);
        target[1] = (byte)(bytes >> 8);
        target[0] = (byte)bytes;
    }

    private static void Store(Span<byte> target, int red, int green, int blue)
    {
        target[0] = Clip(red);
        target[1] = Clip(green);
        target[2] = Clip(blue);
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> AxisWeights.PrecisionBits, 0, 255);
}
