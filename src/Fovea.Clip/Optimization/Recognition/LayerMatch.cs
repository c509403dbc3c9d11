namespace Fovea.Clip;

/// <summary>A linear layer as it was found: names of values.</summary>
/// <param name="Input">What it takes.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="IsTransposed">Whether the weight is <c>[outputs, inputs]</c>.</param>
/// <param name="Bias">Its bias.</param>
internal sealed record LayerMatch(string Input, string Weight, bool IsTransposed, string? Bias);
