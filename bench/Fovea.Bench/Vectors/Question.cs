namespace Fovea.Bench.Vectors;

/// <summary>What a contender is asked.</summary>
/// <param name="Queries">All queries there are.</param>
/// <param name="First">The first one to answer; the others follow, beginning again after the last.</param>
/// <param name="Count">How many to answer.</param>
/// <param name="Wanted">Results for each.</param>
/// <param name="Filter">What may be among them; null: everything.</param>
internal readonly record struct Question(float[][] Queries, int First, int Count, int Wanted, BenchFilter? Filter)
{
    /// <summary>The n-th query to answer.</summary>
    public float[] this[int n] => Queries[(First + n) % Queries.Length];

    /// <summary>The only query, or the first.</summary>
    public float[] Query => this[0];
}
