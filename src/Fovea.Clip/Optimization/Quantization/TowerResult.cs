namespace Fovea.Clip;

/// <summary>A form of a tower that is near enough to the published one.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Layers">How many linear layers it has.</param>
/// <param name="SingleLayers">Those that stayed in fp32.</param>
/// <param name="MedianCosine">The median similarity to the published tower's vectors.</param>
/// <param name="LeastCosine">The least one.</param>
internal sealed record TowerResult(OnnxModel Graph, int Layers, IReadOnlyList<string> SingleLayers, double MedianCosine, double LeastCosine);
