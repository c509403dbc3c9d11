using System.Collections.Concurrent;

namespace Fovea.Engine.Tests;

/// <summary>A real decoder that counts its calls and can be made to wait.</summary>
internal sealed class CountingDecoder(IPhotoDecoder inner) : IPhotoDecoder
{
    private readonly ConcurrentBag<PixelTile> _tiles = [];
    private int _calls;

    public int Calls => _calls;

    /// <summary>Tiles that were handed out and not given back.</summary>
    public int OpenTiles => _tiles.Count(IsOpen);

    public Action<PhotoSource>? Before { get; set; }

    public PhotoOutcome Decode(PhotoSource source, PreprocessSpec preprocessing, ThumbnailSpec? thumbnail, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        Before?.Invoke(source);
        var outcome = inner.Decode(source, preprocessing, thumbnail, cancellationToken);
        if (outcome is PhotoOutcome.Decoded decoded) _tiles.Add(decoded.Tile);
        return outcome;
    }

    private static bool IsOpen(PixelTile tile)
    {
        try
        {
            return tile.Pixels.Length > 0;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
