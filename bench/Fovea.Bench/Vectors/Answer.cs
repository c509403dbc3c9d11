namespace Fovea.Bench.Vectors;

/// <summary>What a contender gave.</summary>
/// <param name="Results">For each query its results, best first; null: it does not tell, and nothing is checked.</param>
/// <param name="Milliseconds">By its own clock, where it is another process; null: ours counts.</param>
internal readonly record struct Answer(IReadOnlyList<IReadOnlyList<ScoredPhoto>>? Results, double? Milliseconds = null);
