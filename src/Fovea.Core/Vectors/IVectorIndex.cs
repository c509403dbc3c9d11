namespace Fovea;

/// <summary>An immutable snapshot of all vectors of one embedding space, searched by cosine similarity.</summary>
/// <remarks>Thread-safe: many searches at once. The result is the caller's. Cancellation leaves nothing behind.</remarks>
public interface IVectorIndex : IDisposable
{
    /// <summary>The space of the vectors.</summary>
    EmbeddingSpace Space { get; }

    /// <summary>How many vectors there are.</summary>
    int Count { get; }

    /// <summary>
    /// The <paramref name="k"/> most similar photos, best first, equal scores by ascending id; exact over the stored vectors.
    /// The filter is applied before ranking: with one, the result is the top k of what the filter lets through.
    /// </summary>
    /// <param name="query">Unit vector of <see cref="EmbeddingSpace.Dimensions"/> numbers. Every number must be finite.</param>
    /// <param name="k">How many at most; 0 gives none.</param>
    /// <param name="filter">The photos that may appear; null: all.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <exception cref="ArgumentException">The query has another length, or is not finite.</exception>
    IReadOnlyList<ScoredPhoto> Search(ReadOnlySpan<float> query, int k, PhotoBitmap? filter, CancellationToken cancellationToken);

    /// <summary>Searches as it is wanted. As long as it is exact, the answer depends on ids and vectors alone, down to the last bit.</summary>
    /// <param name="query">As for the other overload.</param>
    /// <param name="search">What is wanted.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <exception cref="ArgumentException">The query has another length, or is not finite.</exception>
    VectorMatches Search(ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken);

    /// <summary>
    /// Searches for several queries at once, each as if alone. Costs far less than one after the other: what is read of the vectors serves all.
    /// </summary>
    /// <param name="queries">The queries, each as for <see cref="Search(ReadOnlySpan{float}, int, PhotoBitmap?, CancellationToken)"/>.</param>
    /// <param name="search">What is wanted of each.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>An answer for each query, in their order.</returns>
    /// <exception cref="ArgumentException">A query has another length, or is not finite.</exception>
    IReadOnlyList<VectorMatches> SearchMany(IReadOnlyList<ReadOnlyMemory<float>> queries, VectorSearch search, CancellationToken cancellationToken);

    /// <summary>Searches for an answer that is read page by page; together the pages are what one search for all of them would give.</summary>
    /// <param name="query">As for <see cref="Search(ReadOnlySpan{float}, int, PhotoBitmap?, CancellationToken)"/>.</param>
    /// <param name="search">What is wanted; <see cref="VectorSearch.Count"/> and <see cref="VectorSearch.WithDistribution"/> do not matter.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    IVectorPages Open(ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken);

    /// <summary>
    /// The mean and spread of a query's scores over a sample: every vector where there are at most 4,096, else 4,096 evenly spread ones.
    /// The same index and query always give the same numbers.
    /// </summary>
    /// <param name="query">As for <see cref="Search(ReadOnlySpan{float}, int, PhotoBitmap?, CancellationToken)"/>.</param>
    /// <exception cref="ArgumentException">The query has another length, or is not finite.</exception>
    ScoreStatistics Measure(ReadOnlySpan<float> query);

    /// <summary>How many photos of a set are in the index.</summary>
    int CountOf(PhotoBitmap photos);

    /// <summary>The photos in the index: a set of the caller's own.</summary>
    PhotoBitmap GetPhotos();

    /// <summary>A photo's stored vector; false, and nothing is written, if it is not in the index.</summary>
    /// <param name="id">The photo.</param>
    /// <param name="vector">Receives <see cref="EmbeddingSpace.Dimensions"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    bool TryRead(PhotoId id, Span<float> vector);

    /// <summary>
    /// A new snapshot: these vectors without those of some photos and with those of <paramref name="changed"/>, which take the place of the
    /// same photos' vectors. It answers everything as an index built anew would. This one and <paramref name="changed"/> stay as they are.
    /// Costs about as much as there are changes: what they do not touch is shared.
    /// </summary>
    /// <param name="changed">New and replaced vectors: an index of the same kind and space.</param>
    /// <param name="removed">Photos whose vectors go, unless they are among the changed ones; ids that are not in the index do not matter.</param>
    /// <exception cref="ArgumentException">The changes are of another kind or space.</exception>
    IVectorIndex With(IVectorIndex changed, PhotoBitmap removed);
}
