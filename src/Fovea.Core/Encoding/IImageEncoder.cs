namespace Fovea;

/// <summary>The image tower of a dual encoder.</summary>
/// <remarks>
/// Thread-safe. Tiles stay the caller's. Vectors come in the order of the tiles, L2-normalised in fp32; a vector that is not finite or
/// is zero throws <see cref="EncodingException"/> with the tile's position, before anything is written for it. A call that is cancelled or
/// throws leaves the output undefined.
/// </remarks>
public interface IImageEncoder : IDisposable
{
    /// <summary>Numbers in a vector.</summary>
    int Dimensions { get; }

    /// <summary>What a tile must look like.</summary>
    PreprocessSpec Preprocessing { get; }

    /// <summary>How many tiles make a full batch: callers that have many should hand over this many at a time.</summary>
    int BatchSize { get; }

    /// <summary>Encodes tiles into <paramref name="embeddings"/>, row-major <c>[tiles.Count, Dimensions]</c>.</summary>
    /// <exception cref="ArgumentException">A tile has the wrong size or the output the wrong length.</exception>
    /// <exception cref="EncodingException">The model failed or gave a vector that cannot be used.</exception>
    void Encode(IReadOnlyList<PixelTile> tiles, Span<float> embeddings, CancellationToken cancellationToken);
}
