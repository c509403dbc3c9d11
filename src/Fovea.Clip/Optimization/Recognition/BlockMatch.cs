namespace Fovea.Clip;

/// <summary>A block as it was found.</summary>
internal sealed record BlockMatch(
    NormMatch AttentionNorm, PartMatch Query, PartMatch Key, PartMatch Value, string Softmax, LayerMatch Out,
    NormMatch MlpNorm, LayerMatch Up, LayerMatch Down, ActivationKind Activation);
