namespace Fovea.Clip;

/// <summary>A tower that is not of the kind that can be rebuilt: nothing is wrong with it.</summary>
/// <param name="part">Which part, and what is unknown about it, as a clause.</param>
#pragma warning disable CA1064 // Never leaves the optimiser, which tells it as a part of its report.
internal sealed class NotRecognizedException(string part) : Exception(part);
