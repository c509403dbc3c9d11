namespace Fovea.Clip;

/// <summary>Names of a tower's tensors in a checkpoint.</summary>
/// <param name="Embedding">Patches <c>[width, 3, side, side]</c>, or tokens <c>[vocabulary, width]</c>.</param>
/// <param name="Positions"><c>[tokens, width]</c>.</param>
/// <param name="Blocks">What the names of blocks begin with, before their number.</param>
/// <param name="Block">The names of a block, from its beginning.</param>
/// <param name="FinalNorm">Behind the blocks.</param>
/// <param name="Projection">Into the space of the embeddings.</param>
internal sealed record TowerNames(string Embedding, string Positions, string Blocks, Func<string, BlockNames> Block, LayerNames FinalNorm, string Projection)
{
    /// <summary>The token in front: <c>[width]</c>; null in a text tower.</summary>
    public string? ClassToken { get; init; }

    /// <summary>Before the blocks; null in a text tower.</summary>
    public LayerNames? FirstNorm { get; init; }

    /// <summary>Whether the projection is <c>[dimensions, width]</c>, as a linear layer's weight, or <c>[width, dimensions]</c>.</summary>
    public bool IsProjectionTransposed { get; init; }

    /// <summary>The names of one block.</summary>
    public BlockNames BlockAt(int index) => Block(FormattableString.Invariant($"{Blocks}{index}"));
}
