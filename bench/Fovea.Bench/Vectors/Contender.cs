namespace Fovea.Bench.Vectors;

/// <summary>One way to answer queries, timed in turns with the others.</summary>
/// <param name="Name">What stands in the table.</param>
/// <param name="Search">Answers.</param>
internal sealed record Contender(string Name, Func<Question, Answer> Search)
{
    /// <summary>How many queries it answers at once; times are divided by it. Default: 1.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Bytes that one query must read without a filter; null: not known. Default: not known.</summary>
    public double? BytesPerQuery { get; init; }

    /// <summary>Whether it can search with a filter. Default: yes.</summary>
    public bool Filters { get; init; } = true;

    /// <summary>Whether our times are given as a ratio to its. Default: no.</summary>
    public bool IsPeer { get; init; }
}
