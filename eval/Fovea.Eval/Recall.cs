namespace Fovea.Eval;

/// <summary>How often the right answer is near the top.</summary>
/// <param name="At1">Percent of queries whose right answer comes first.</param>
/// <param name="At5">Percent with a right answer among the first five.</param>
/// <param name="At10">Percent with a right answer among the first ten.</param>
/// <param name="MedianRank">The median position of the first right answer, from 1.</param>
internal sealed record Recall(double At1, double At5, double At10, double MedianRank)
{
    public static Recall Of(IReadOnlyCollection<int> ranks)
    {
        var sorted = ranks.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2d;
        return new Recall(Share(1), Share(5), Share(10), median);

        double Share(int k) => 100d * sorted.Count(rank => rank <= k) / sorted.Count;
    }
}
