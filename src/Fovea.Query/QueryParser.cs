namespace Fovea.Query;

/// <summary>
/// Reads the query language of <c>docs/formats/query.md</c>. Lenient: every string is a query; what is not understood is searched as
/// words, and a diagnostic says so. The time is linear in the length of the text.
/// </summary>
/// <remarks>Thread-safe. The culture of the process plays no part.</remarks>
public static class QueryParser
{
    /// <summary>How many concepts can be subtracted: each costs one text encoding, so an endless query must not cost endless time.</summary>
    public const int MaximumSubtractions = 16;

    /// <summary>Parses any text.</summary>
    public static ParsedQuery Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new QueryReading(text).Run();
    }
}
