namespace Fovea.Clip;

/// <summary>What an optimisation did.</summary>
/// <param name="Model">What was written; null when neither tower was recognised.</param>
/// <param name="ImageProblem">Why the image tower stays as it was published; null when it was rebuilt.</param>
/// <param name="TextProblem">Why the text tower stays as it was published; null when it was rebuilt.</param>
public sealed record OptimizationReport(OptimizedModel? Model, string? ImageProblem, string? TextProblem);
