using Fovea.Engine.Searching;

namespace Fovea.Engine.Tests;

public sealed class RankerTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public void Rank_EverythingStandsOut_KeepsAnAnswerOfBoundedSize()
    {
        using var index = new UniformIndex(_library.Encoder.Space, 25_000);
        var question = new Question(new PhotoFilter(), [1, 0, 0, 0], IsByPictures: true, [new PhotoId(3)], []);

        var ranking = new Ranker(_library.Catalog, _library.Encoder).Rank(index, question, SearchOrder.Relevance, includeWeak: false, TestContext.Current.CancellationToken);

        Assert.Equal(new BandCounts(RelevanceBands.MostMatches, 0, 0), ranking.Bands);
        Assert.Equal(RelevanceBands.MostMatches, ranking.Ids.Distinct().Count());
        Assert.DoesNotContain(new PhotoId(3), ranking.Ids);
        Assert.Equal(25_000, ranking.Searched);
    }

    /// <summary>Every photo is as similar as any other, and far from what would be usual.</summary>
    private sealed class UniformIndex(EmbeddingSpace space, int count) : IVectorIndex
    {
        public EmbeddingSpace Space => space;

        public int Count => count;

        public IReadOnlyList<ScoredPhoto> Search(ReadOnlySpan<float> query, int k, PhotoBitmap? filter, CancellationToken cancellationToken) =>
            [.. Enumerable.Range(1, Math.Min(k, count)).Select(id => new ScoredPhoto(new PhotoId(id), 0.9f))];

        public VectorMatches Search(ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IReadOnlyList<VectorMatches> SearchMany(IReadOnlyList<ReadOnlyMemory<float>> queries, VectorSearch search, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IVectorPages Open(ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ScoreStatistics Measure(ReadOnlySpan<float> query) => new(0, 0.1f, 4096);

        public int CountOf(PhotoBitmap photos) => (int)photos.Count;

        public PhotoBitmap GetPhotos() => throw new NotSupportedException();

        public bool TryRead(PhotoId id, Span<float> vector)
        {
            vector.Clear();
            return true;
        }

        public IVectorIndex With(IVectorIndex changed, PhotoBitmap removed) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
