namespace Fovea.Vectors.Searching;

/// <summary>How a search goes about it.</summary>
/// <param name="Estimates">From what rows are estimated; <see cref="ScanPhase.All"/>: they are not.</param>
/// <param name="Count">How many photos come out.</param>
internal readonly record struct ScanPlan(ScanPhase Estimates, int Count)
{
    // So few rows are compared as they are, sooner than estimated and compared.
    private const int FewRows = 512;

    // Where at least one row in so many is wanted, nearly every row would be compared after all.
    private const int RowsForOneWanted = 4;

    // With fewer numbers a code is not much smaller than the row, and says less about it.
    private const int FewestNumbers = 32;

    // So many rows take some 20 ms exactly: longer than a person waits for a letter, or the text encoder for a sentence.
    private const long MostForExact = 2_000_000;

    // Over fewer rows the signs save nothing.
    private const int FewestForSigns = 16_384;

    /// <summary>The plan for a search.</summary>
    /// <param name="wanted">How many photos at most.</param>
    /// <param name="precision">How sure the answer has to be.</param>
    /// <param name="isMeasured">Whether the distribution of the scores is wanted.</param>
    /// <param name="passing">How many rows pass the filter.</param>
    /// <param name="dimensions">Numbers in a vector.</param>
    public static ScanPlan For(int wanted, SearchPrecision precision, bool isMeasured, int passing, int dimensions)
    {
        var count = Math.Min(wanted, passing);
        var isFew = passing <= FewRows || dimensions < FewestNumbers || (long)count * RowsForOneWanted > passing;
        if (isFew && !isMeasured) return new ScanPlan(ScanPhase.All, count);
        var isFast = precision == SearchPrecision.Fast || (precision == SearchPrecision.Automatic && passing > MostForExact);
        return isFast && passing >= FewestForSigns && !isMeasured
            ? new ScanPlan(ScanPhase.Signs, count)
            : new ScanPlan(ScanPhase.Codes, count);
    }
}
