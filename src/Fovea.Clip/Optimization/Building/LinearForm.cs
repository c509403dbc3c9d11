namespace Fovea.Clip;

/// <summary>How a linear layer runs in bytes: unsigned for what it takes, signed for its weights.</summary>
/// <param name="Bits">Bits of a weight: 8, or 7 for processors whose product of bytes overflows otherwise.</param>
/// <param name="Least">The least number it takes; what is below is cut.</param>
/// <param name="Most">The largest number it takes; what is above is cut.</param>
internal sealed record LinearForm(int Bits, float Least, float Most);
