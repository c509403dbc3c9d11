namespace Fovea.Models;

/// <summary>What an optimisation did.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Towers">The image tower and the text tower.</param>
/// <param name="RankingAgreement">Which part of the best tenth of the photos is the same as before, from 0 to 1; null when no tower was rebuilt.</param>
/// <param name="Photos">How many photos calibrated and measured it.</param>
public sealed record ModelOptimizationReport(string Model, IReadOnlyList<OptimizedTowerReport> Towers, double? RankingAgreement, int Photos)
{
    /// <summary>Whether at least one tower was rebuilt.</summary>
    public bool IsOptimized => Towers.Any(tower => tower.Problem is null);
}
