namespace Fovea;

/// <summary>What is wanted of a search over vectors.</summary>
public sealed record VectorSearch
{
    /// <summary>How many photos at most. Default 100.</summary>
    public int Count { get; init; } = 100;

    /// <summary>The photos that may appear, applied before ranking; null, the default: all.</summary>
    public PhotoBitmap? Filter { get; init; }

    /// <summary>The lowest score that is wanted. Default −∞: any.</summary>
    public float AtLeast { get; init; } = float.NegativeInfinity;

    /// <summary>How sure the answer has to be. Default <see cref="SearchPrecision.Automatic"/>.</summary>
    public SearchPrecision Precision { get; init; }

    /// <summary>Whether <see cref="VectorMatches.Distribution"/> is wanted; it costs little beside an exact search. Default false.</summary>
    public bool WithDistribution { get; init; }
}
