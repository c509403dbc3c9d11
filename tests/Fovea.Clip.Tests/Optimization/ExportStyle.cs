namespace Fovea.Clip.Tests;

/// <summary>How an exporter writes a transformer down: all of these are found in published graphs.</summary>
public sealed record ExportStyle
{
    /// <summary>Layer normalisation as nine operations, as before opset 17.</summary>
    public bool ManyNorms { get; init; }

    /// <summary>Tokens first, as nn.MultiheadAttention has them: <c>[t, n, width]</c>.</summary>
    public bool TokensFirst { get; init; }

    /// <summary>How queries, keys and values come apart: "apart", "split", "gather" or "slice".</summary>
    public string Parts { get; init; } = "apart";

    /// <summary>Where 1/√d is: "query", "scores" or, as its root, on "both" sides.</summary>
    public string Scale { get; init; } = "query";

    /// <summary>The exact GELU by the error function, not QuickGELU.</summary>
    public bool Exact { get; init; }

    /// <summary>Linear layers as Gemm over all tokens with a transposed weight.</summary>
    public bool Gemm { get; init; }

    /// <summary>The vector is brought to length 1 in the graph.</summary>
    public bool Normalised { get; init; }

    /// <summary>How a text's token is found: "argmax", "first" (a product with one row) or "gathernd".</summary>
    public string Pool { get; init; } = "argmax";

    /// <summary>The text tower has an attention mask as an input.</summary>
    public bool MaskInput { get; init; }

    /// <summary>A probability that is not a number is replaced by 0.</summary>
    public bool GuardsProbabilities { get; init; }

    /// <summary>Whether the batch is fixed at 1.</summary>
    public bool FixedBatch { get; init; }

    /// <summary>What a text tower lacks: "mask" makes it see what follows.</summary>
    public string? Without { get; init; }
}
