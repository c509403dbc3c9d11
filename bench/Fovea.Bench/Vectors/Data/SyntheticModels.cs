namespace Fovea.Bench.Vectors.Data;

/// <summary>Data that needs no photos.</summary>
internal static class SyntheticModels
{
    private const int Clusters = 1000;
    private const float ClusterNoise = 0.7f;
    private const float ConeMean = 0.7f;

    /// <summary>Directions without any structure: the least favourable data for any index, as every row is about as far away as every other.</summary>
    public static MixtureModel Random(int dimensions) => new($"random-{dimensions}-v1", dimensions, new float[dimensions], 1);

    /// <summary>1,000 random centres; a row's noise is 0.7 times as long as its centre.</summary>
    public static MixtureModel ClustersOf(int dimensions)
    {
        var centres = new float[Clusters * dimensions];
        for (var i = 0; i < Clusters; i++) NormalNumbers.Fill(11, i, centres.AsSpan(i * dimensions, dimensions));
        return new MixtureModel($"clusters-{dimensions}-v1", dimensions, centres, ClusterNoise);
    }

    /// <summary>
    /// One common direction that makes half of every vector, and noise whose variance along the n-th axis falls as 1/n: narrow and uneven, as
    /// the vectors of CLIP are (Liang and others, Mind the Gap, NeurIPS 2022).
    /// </summary>
    public static MixtureModel Cone(int dimensions)
    {
        var axes = OrthonormalBasis.Random(dimensions, 12);
        var centre = axes[..dimensions].Select(value => value * ConeMean).ToArray();
        var total = Enumerable.Range(1, dimensions).Sum(n => 1d / n);
        for (var i = 0; i < axes.Length; i++)
        {
            // The common direction is the last and weakest of the noise.
            var n = i < dimensions ? dimensions : i / dimensions;
            axes[i] *= (float)Math.Sqrt((1 - (ConeMean * ConeMean)) / n / total);
        }

        return new MixtureModel($"cone-{dimensions}-v1", dimensions, centre, axes);
    }
}
