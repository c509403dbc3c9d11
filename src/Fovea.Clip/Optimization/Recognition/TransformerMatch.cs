namespace Fovea.Clip;

/// <summary>A tower from its embedding to its projection, as it was found.</summary>
/// <param name="Start">What the first block takes.</param>
/// <param name="Blocks">From the first to the last.</param>
/// <param name="FinalNorm">Behind the last block.</param>
/// <param name="Projection">Into the space of the embeddings.</param>
internal sealed record TransformerMatch(string Start, IReadOnlyList<BlockMatch> Blocks, NormMatch? FinalNorm, LayerMatch Projection);
