namespace Fovea.Clip;

/// <summary>What a tower's tensors do not tell.</summary>
/// <param name="Heads">Heads of each attention.</param>
/// <param name="Activation">The non-linearity.</param>
/// <param name="Epsilon">Of every normalisation.</param>
internal sealed record TowerSettings(int Heads, ActivationKind Activation, float Epsilon);
