namespace Fovea.Clip;

/// <summary>The sizes of a tower.</summary>
/// <param name="Embedding">The dimensions of patches or tokens, as they are stored.</param>
/// <param name="Width">Numbers of a token.</param>
/// <param name="Positions">The longest row of tokens.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Hidden">Numbers between a block's two layers.</param>
/// <param name="Dimensions">Numbers of an embedding.</param>
internal sealed record TowerShape(IReadOnlyList<int> Embedding, int Width, int Positions, int Layers, int Hidden, int Dimensions)
{
    /// <summary>How many numbers all weights have.</summary>
    public long Count => Embedding.Aggregate(1L, (product, side) => product * side) + ((long)Positions * Width) + (Layers * PerBlock) + ((long)Width * Dimensions) + (5L * Width);

    private long PerBlock => (4L * Width * Width) + (2L * Width * Hidden) + (9L * Width) + Hidden;
}
