namespace Fovea;

/// <summary>An answer that is read page by page: the vectors are scanned once, for the first.</summary>
/// <remarks>Not thread-safe. Holds memory (4 bytes a vector) until it is disposed.</remarks>
public interface IVectorPages : IDisposable
{
    /// <summary>The next best photos, best first, equal scores by ascending id; fewer, or none, at the end.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Stops the search; the page can be asked for again.</param>
    IReadOnlyList<ScoredPhoto> Next(int count, CancellationToken cancellationToken);
}
