namespace Fovea.Clip;

/// <summary>A loaded image tower, of whichever kind its graph is. Thread-safe.</summary>
internal interface IPictureTower : IDisposable
{
    /// <summary>Pictures in a full batch.</summary>
    int Batch { get; }

    /// <summary>Encodes up to a batch of tiles; the vectors are as the graph gives them.</summary>
    /// <returns><c>[count, dimensions]</c>, row-major.</returns>
    float[] Run(IReadOnlyList<PixelTile> tiles, int start, int count);
}
