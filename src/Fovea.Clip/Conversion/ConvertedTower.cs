namespace Fovea.Clip;

/// <summary>The sizes of a tower that was found in a checkpoint.</summary>
/// <param name="Width">Numbers of a token.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Heads of each attention.</param>
/// <param name="Activation">The non-linearity.</param>
public sealed record ConvertedTower(int Width, int Layers, int Heads, ActivationKind Activation);
