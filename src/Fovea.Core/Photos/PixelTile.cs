using System.Buffers;

namespace Fovea;

/// <summary>
/// The picture as a model sees it before normalisation: upright, resized, cropped, 8-bit RGB, rows top to bottom, pixels interleaved
/// (R, G, B), no padding. The buffer is rented; dispose gives it back, and the pixels must not be touched after that.
/// </summary>
public sealed class PixelTile : IDisposable
{
    private byte[]? _buffer;

    /// <summary>Rents a tile with undefined pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    public PixelTile(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        Width = width;
        Height = height;
        _buffer = ArrayPool<byte>.Shared.Rent(checked(width * height * 3));
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The <c>Height × Width × 3</c> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The tile was given back.</exception>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsSpan(0, Width * Height * 3);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }
}
