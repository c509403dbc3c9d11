using System.Buffers;

namespace Fovea.Imaging;

/// <summary>
/// Pillow's resize (Resample.c, 8 bits a channel), bit for bit, of only those pixels that end up in the tile. Horizontal, then vertical
/// in the upright picture, with 8-bit values between; a picture stored on its side is never rotated, the passes read it as it lies.
/// </summary>
internal static class Resampler
{
    /// <summary>Makes the tile that <paramref name="plan"/> describes of a stored picture. The caller disposes it.</summary>
    /// <param name="source">The picture as stored.</param>
    /// <param name="orientation">How it becomes upright; the plan is for the upright picture.</param>
    /// <param name="plan">Sizes and windows.</param>
    /// <param name="cancellationToken">Checked once a row.</param>
    public static PixelTile Resample(PixelRows source, Orientation orientation, ResizePlan plan, CancellationToken cancellationToken)
    {
        var (width, height) = orientation.Apply(source.Width, source.Height);
        var across = AxisWeights.Create(width, plan.ResizedWidth, plan.CropX, plan.CropWidth, plan.Interpolation, orientation.MirrorX);
        var down = AxisWeights.Create(height, plan.ResizedHeight, plan.CropY, plan.CropHeight, plan.Interpolation, orientation.MirrorY);
        var tile = new PixelTile(plan.TileWidth, plan.TileHeight);
        try
        {
            if (plan.CropWidth < plan.TileWidth || plan.CropHeight < plan.TileHeight) tile.Pixels.Fill(plan.Fill);
            if (orientation.Transposed) ResampleTransposed(source, across, down, plan, tile, cancellationToken);
            else ResampleStraight(source, across, down, plan, tile, cancellationToken);
            return tile;
        }
        catch
        {
            tile.Dispose();
            throw;
        }
    }

    private static void ResampleStraight(
        PixelRows source, AxisWeights across, AxisWeights down, ResizePlan plan, PixelTile tile, CancellationToken cancellationToken)
    {
        var width = across.Outputs * 3;
        using var scratch = new Rented<byte>(source.Width * 3);
        using var between = new Rented<byte>((down.End - down.First) * width);
        for (var y = down.First; y < down.End; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Convolution.Along(source.Row(y, scratch.Span), across, 0, between.Span.Slice((y - down.First) * width, width), 3);
        }

        using var sums = new Rented<int>(width);
        sums.Span.Clear();
        for (var y = 0; y < down.Outputs; y++)
        {
            var taps = down.Weights(y);
            for (var t = 0; t < taps.Length; t++)
            {
                Convolution.Accumulate(between.Span.Slice((down.Start(y) - down.First + t) * width, width), taps[t], sums.Span);
            }

            Convolution.Drain(sums.Span, tile.Pixels.Slice(Offset(plan, 0, y), width));
        }
    }

    // The upright picture's horizontal pass runs over the stored rows, its vertical pass along them.
    private static void ResampleTransposed(
        PixelRows source, AxisWeights across, AxisWeights down, ResizePlan plan, PixelTile tile, CancellationToken cancellationToken)
    {
        var length = (down.End - down.First) * 3;
        using var scratch = new Rented<byte>(source.Width * 3);
        using var sums = new Rented<int>(length);
        using var between = new Rented<byte>(length);
        sums.Span.Clear();
        for (var x = 0; x < across.Outputs; x++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var taps = across.Weights(x);
            for (var t = 0; t < taps.Length; t++)
            {
                Convolution.Accumulate(source.Row(across.Start(x) + t, scratch.Span).Slice(down.First * 3, length), taps[t], sums.Span);
            }

            Convolution.Drain(sums.Span, between.Span);
            Convolution.Along(between.Span, down, down.First, tile.Pixels[Offset(plan, x, 0)..], plan.TileWidth * 3);
        }
    }

    private static int Offset(ResizePlan plan, int x, int y) => (((plan.TileY + y) * plan.TileWidth) + plan.TileX + x) * 3;

    private readonly ref struct Rented<T>(int length)
        where T : unmanaged
    {
        private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

        public Span<T> Span => _array.AsSpan(0, length);

        public void Dispose() => ArrayPool<T>.Shared.Return(_array);
    }
}
