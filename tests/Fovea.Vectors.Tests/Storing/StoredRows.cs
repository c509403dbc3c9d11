namespace Fovea.Vectors.Tests.Storing;

/// <summary>Indexes to save, and what they must answer.</summary>
internal static class StoredRows
{
    private static readonly SegmentIndexFactory Factory = new();

    public static EmbeddingSpace Space(int dimensions) => new("images", "texts", "preprocessing", dimensions);

    public static IVectorIndex Build(EmbeddingSpace space, IReadOnlyCollection<IndexRow> rows)
    {
        var builder = Factory.CreateBuilder(space, rows.Count);
        foreach (var row in rows) builder.Add(row.Id, row.Vector);
        return builder.Build();
    }

    /// <summary>So many rows that follow from a number.</summary>
    public static IndexRow[] Make(int dimensions, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new IndexRow(
            new PhotoId((2 * i) + 1), [.. Enumerable.Range(0, dimensions).Select(_ => (Half)(random.NextSingle() - 0.5f))]))];
    }

    public static float[] Query(int dimensions, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, dimensions).Select(_ => random.NextSingle() - 0.5f)];
    }

    /// <summary>Holds an index against another with the same vectors: the same answers to the bit, and the same vectors.</summary>
    public static void AssertSame(IVectorIndex expected, IVectorIndex actual, int seed)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.GetPhotos().Ids, actual.GetPhotos().Ids);
        var dimensions = expected.Space.Dimensions;
        var query = Query(dimensions, seed);
        foreach (var k in (int[])[5, int.MaxValue])
        {
            Assert.Equal(
                expected.Search(query, k, null, TestContext.Current.CancellationToken), actual.Search(query, k, null, TestContext.Current.CancellationToken));
        }

        var (wanted, found) = (new float[dimensions], new float[dimensions]);
        foreach (var id in expected.GetPhotos().Ids.Take(20))
        {
            Assert.True(expected.TryRead(id, wanted) && actual.TryRead(id, found));
            Assert.Equal(wanted, found);
        }
    }
}
