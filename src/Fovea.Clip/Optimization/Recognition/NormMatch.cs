namespace Fovea.Clip;

/// <summary>A layer normalisation as it was found: names of values.</summary>
/// <param name="Input">What it takes.</param>
/// <param name="Scale">Its factors.</param>
/// <param name="Bias">What it adds.</param>
/// <param name="Epsilon">The number under the root, or the name of it.</param>
/// <param name="EpsilonName">Its name, where it is a value of the graph.</param>
internal sealed record NormMatch(string Input, string Scale, string? Bias, float Epsilon, string? EpsilonName);
