namespace Fovea.Clip;

/// <summary>A vision transformer that takes patches of pixels.</summary>
/// <param name="Patch">A patch's side in pixels.</param>
/// <param name="Grid">Rows and columns of patches.</param>
/// <param name="Embedding">From the normalised pixels of a patch, by row, column and channel.</param>
/// <param name="ClassToken"><c>[width]</c>: the token in front, which stands for the whole.</param>
/// <param name="Positions"><c>[1 + patches, width]</c>.</param>
/// <param name="FirstNorm">Before the blocks; null where there is none.</param>
/// <param name="Transformer">The blocks and what follows.</param>
internal sealed record ImageTowerWeights(
    int Patch, (int Rows, int Columns) Grid, LinearWeights Embedding, float[] ClassToken, float[] Positions, NormWeights? FirstNorm, TransformerWeights Transformer);
