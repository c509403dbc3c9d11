namespace Fovea.Models;

/// <summary>What an optimisation did to one tower.</summary>
/// <param name="Tower"><c>image</c> or <c>text</c>.</param>
/// <param name="Problem">Why it stays as it was published; null when it was rebuilt, and then the numbers count.</param>
/// <param name="MedianCosine">The median similarity of its vectors and the published tower's, over inputs that it was not calibrated with.</param>
/// <param name="LeastCosine">The least of them.</param>
/// <param name="SpeedUp">How many times as fast as the published tower it is on this machine.</param>
/// <param name="Layers">How many linear layers it has.</param>
/// <param name="SingleLayers">How many of them stayed in fp32.</param>
public sealed record OptimizedTowerReport(
    string Tower, string? Problem, double MedianCosine = 1, double LeastCosine = 1, double SpeedUp = 1, int Layers = 0, int SingleLayers = 0);
