namespace Fovea.Models;

/// <summary>A tower that was found in a checkpoint.</summary>
/// <param name="Width">Numbers of a token.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Heads of each attention.</param>
/// <param name="QuickGelu">Whether its non-linearity is QuickGELU; else it is the exact GELU.</param>
public sealed record ConvertedTowerReport(int Width, int Layers, int Heads, bool QuickGelu);
