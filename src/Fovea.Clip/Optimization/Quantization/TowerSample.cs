using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>One batch for a tower that was built here.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Create">Makes the input; the caller disposes it.</param>
internal sealed record TowerSample(string Input, Func<OrtValue> Create);
