namespace Fovea;

/// <summary>How similar a space's photos are to one query on the whole: what a single score is to be read against.</summary>
/// <param name="Mean">Mean of the sampled scores; 0 when there are none.</param>
/// <param name="Deviation">Standard deviation of the sample (its root mean square distance from the mean); 0 when there are none.</param>
/// <param name="Sampled">How many vectors were looked at.</param>
public readonly record struct ScoreStatistics(float Mean, float Deviation, int Sampled);
