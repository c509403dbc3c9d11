namespace Fovea.Bench.Vectors.Data;

/// <summary>
/// Many vectors after a few real ones, by the smoothed bootstrap that keeps the variance (Silverman and Young, Biometrika 74(3), 1987): a real
/// vector, drawn towards the mean by <see cref="Kept"/>, plus normal noise with the real covariance times 1 − Kept². Mean and covariance stay as
/// they are, and with them the mean and the spread of any text's scores.
/// </summary>
internal static class EnlargedModel
{
    /// <summary>
    /// How much of a real vector's distance from the mean stays: with this, among as many rows as there were photos the nearest other row is about as
    /// near as among the photos (the benchmark prints both).
    /// </summary>
    public const float Kept = 0.87f;

    /// <summary>As many dimensions as the real vectors have.</summary>
    public static MixtureModel Real(StarterVectors real, PrincipalAxes axes)
    {
        var dimensions = real.Dimensions;
        var centres = new float[real.Photos.Length];
        for (var i = 0; i < centres.Length; i++)
        {
            var mean = axes.Mean[i % dimensions];
            centres[i] = mean + (Kept * (real.Photos[i] - mean));
        }

        var noise = new float[dimensions * dimensions];
        for (var n = 0; n < dimensions; n++)
        {
            var deviation = MathF.Sqrt((1 - (Kept * Kept)) * (float)axes.Variances[n]);
            for (var i = 0; i < dimensions; i++) noise[(n * dimensions) + i] = deviation * axes.Axis(n)[i];
        }

        return new MixtureModel($"real-{real.Name}-kept{Kept * 100:F0}-v1", dimensions, centres, noise);
    }
}
