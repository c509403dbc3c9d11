namespace Fovea.Vectors.Searching;

/// <summary>What a scan does with each chunk.</summary>
internal enum ScanPhase
{
    /// <summary>Find out which rows pass the filter.</summary>
    Filter,

    /// <summary>Estimate from signs.</summary>
    Signs,

    /// <summary>Estimate from 4-bit codes.</summary>
    Codes,

    /// <summary>Compute the score of every row that its estimate from signs does not make unlikely.</summary>
    Likely,

    /// <summary>Compute the score of every row that its bounds do not exclude.</summary>
    Possible,

    /// <summary>Compute the score of every row.</summary>
    All,
}
