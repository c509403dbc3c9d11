using CsCheck;

namespace Fovea.Vectors.Tests;

public abstract partial class VectorIndexConformance
{
    /// <summary>Rounds of changes: how many photos change, of how many there may be, and what begins the random numbers.</summary>
    private static Gen<(int Dimensions, int Ids, (int Count, int Seed)[] Rounds)> AnyHistory { get; } =
        from dimensions in Gen.Int[1, 40]
        from ids in Gen.Int[0, 2].Select(size => size switch { 0 => 5, 1 => 60, _ => 3_000 })
        from rounds in Gen.Select(Gen.Int[0, 50], Gen.Int[0, 1_000_000]).Array[1, 12]
        select (dimensions, ids, rounds);

    [Fact]
    public void With_AnyHistory_IsAsIfBuiltAnew() => AnyHistory.Sample(
        history =>
        {
            var vectors = new SortedDictionary<PhotoId, Half[]>();
            var index = Build(history.Dimensions, []);
            foreach (var (count, seed) in history.Rounds)
            {
                var (changed, removed) = Change(vectors, new Random(seed), history.Dimensions, history.Ids, count);
                using var changes = Build(history.Dimensions, changed);
                index = index.With(changes, removed);
                AssertSame(vectors, history.Dimensions, index, new Random(seed));
            }
        },
        iter: 300);

    [Fact]
    public void With_ManyAndLongVectors_IsAsIfBuiltAnew()
    {
        var random = new Random(5);
        var vectors = new SortedDictionary<PhotoId, Half[]>();
        var index = Build(512, []);
        foreach (var count in (int[])[9_000, 1, 3_000, 20, 0, 6_000])
        {
            var (changed, removed) = Change(vectors, random, 512, 20_000, count);
            using var changes = Build(512, changed);
            index = index.With(changes, removed);
        }

        AssertSame(vectors, 512, index, random);
    }

    [Fact]
    public void With_Changes_LeavesTheOldIndexAsItWas()
    {
        using var old = Build(2, Rows(10, 2));
        var before = old.Search([1f, 0f], 100, null, TestContext.Current.CancellationToken);
        var removed = new PhotoBitmap();
        removed.Add(new PhotoId(3));
        using var changes = Build(2, [new(new PhotoId(4), [(Half)1, default]), new(new PhotoId(11), [(Half)1, default])]);

        using var changed = old.With(changes, removed);

        Assert.Equal(before, old.Search([1f, 0f], 100, null, TestContext.Current.CancellationToken));
        Assert.Equal((10, 10, 2), (old.Count, changed.Count, changes.Count));
        Assert.Equal([4L, 11L], changed.Search([1f, 0f], 2, null, TestContext.Current.CancellationToken).Select(hit => hit.Id.Value));
    }

    [Fact]
    public void CountOf_PhotosThatAreNotInTheIndex_DoNotCount()
    {
        using var index = Build(2, Rows(3, 2));
        var photos = new PhotoBitmap();
        foreach (var id in (long[])[0, 2, 3, 4, 900]) photos.Add(new PhotoId(id));

        Assert.Equal(2, index.CountOf(photos));
        Assert.Equal(0, index.CountOf(new PhotoBitmap()));
    }

    [Fact]
    public void With_VectorsOfAnotherSpace_IsRefused()
    {
        using var index = Build(2, Rows(3, 2));
        using var other = Build(3, Rows(3, 3));

        Assert.Throws<ArgumentException>("changed", () => index.With(other, new PhotoBitmap()));
    }

    [Fact]
    public void With_AfterDisposal_IsRefused()
    {
        var index = Build(2, Rows(3, 2));
        using var changes = Build(2, []);
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.With(changes, new PhotoBitmap()));
    }

    // Half of the photos that change get a vector, new or another; the rest go. Later photos are more likely, as in a library that grows.
    private static (IReadOnlyList<IndexRow> Changed, PhotoBitmap Removed) Change(
        SortedDictionary<PhotoId, Half[]> vectors, Random random, int dimensions, int ids, int count)
    {
        var (changed, removed) = (new SortedDictionary<PhotoId, Half[]>(), new PhotoBitmap());
        for (var i = 0; i < count; i++)
        {
            var id = new PhotoId((long)(Math.Sqrt(random.NextDouble()) * ids));
            if (random.Next(2) == 0) removed.Add(id);
            else changed[id] = [.. Enumerable.Range(0, dimensions).Select(_ => (Half)(random.Next(9) - 4))];
        }

        foreach (var id in removed.Ids) vectors.Remove(id);
        foreach (var (id, vector) in changed) vectors[id] = vector;
        return ([.. changed.Select(pair => new IndexRow(pair.Key, pair.Value))], removed);
    }

    private void AssertSame(SortedDictionary<PhotoId, Half[]> vectors, int dimensions, IVectorIndex index, Random random)
    {
        using var anew = Build(dimensions, [.. vectors.Select(pair => new IndexRow(pair.Key, pair.Value))]);
        float[] query = [.. Enumerable.Range(0, dimensions).Select(_ => random.NextSingle() - 0.5f)];
        var filter = new PhotoBitmap();
        foreach (var id in vectors.Keys.Where(_ => random.Next(2) == 0)) filter.Add(id);

        Assert.Equal(anew.Count, index.Count);
        Assert.Equal(filter.Count, index.CountOf(filter));
        Assert.Equal(anew.Search(query, int.MaxValue, null, CancellationToken.None), index.Search(query, int.MaxValue, null, CancellationToken.None));
        Assert.Equal(anew.Search(query, 7, filter, CancellationToken.None), index.Search(query, 7, filter, CancellationToken.None));
        Assert.Equal(anew.Measure(query), index.Measure(query));
        var read = new float[dimensions];
        foreach (var (id, vector) in vectors)
        {
            Assert.True(index.TryRead(id, read));
            Assert.Equal(vector.Select(number => (float)number), read);
        }
    }
}
