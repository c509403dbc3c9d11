using System.Diagnostics;
using System.Globalization;
using Fovea.Bench.Vectors.Data;
using Fovea.Vectors;

namespace Fovea.Bench.Vectors;

/// <summary>Fovea's index over the rows, and the ways it is searched here.</summary>
internal sealed class OurIndex : IDisposable
{
    private const int Changes = 100;
    private const int Together = 16;

    private readonly IVectorIndex _index;
    private readonly RowFile _file;

    private OurIndex(IVectorIndex index, RowFile file, double buildSeconds, long memory)
    {
        (_index, _file, BuildSeconds, Memory) = (index, file, buildSeconds, memory);
    }

    /// <summary>Without reading the file.</summary>
    public double BuildSeconds { get; }

    /// <summary>By how many bytes the resident memory grew.</summary>
    public long Memory { get; }

    /// <summary>Builds the index, and where a folder is named, saves it there and searches what is opened again.</summary>
    public static OurIndex Build(RowFile file, string? folder)
    {
        var before = Resident();
        var builder = Builder(file.Dimensions, file.Count);
        var watch = new Stopwatch();
        foreach (var (first, rows) in file.Blocks())
        {
            watch.Start();
            for (var row = 0; row < rows.Length / file.Dimensions; row++)
            {
                builder.Add(new PhotoId(first + row), rows.Span.Slice(row * file.Dimensions, file.Dimensions));
            }

            watch.Stop();
        }

        watch.Start();
        var index = builder.Build();
        watch.Stop();
        if (folder is not null)
        {
            new SegmentStore(folder).Save(index, "bench", 1);
            index = new SegmentStore(folder).Open(index.Space, "bench")!.Index;

            // What is freed is given back by finalizers, and what those free by the next collection.
            Resident();
            GC.WaitForPendingFinalizers();
        }

        return new OurIndex(index, file, watch.Elapsed.TotalSeconds, Resident() - before);
    }

    /// <summary>The ways to search: a new option is one more line here.</summary>
    public IEnumerable<Contender> Contenders()
    {
        yield return Searching("Fovea, exact", new VectorSearch { Precision = SearchPrecision.Exact }, 0.5);
        yield return Searching("Fovea, exact, with the distribution", new VectorSearch { Precision = SearchPrecision.Exact, WithDistribution = true }, 0.5);
        yield return Searching("Fovea, fast", new VectorSearch { Precision = SearchPrecision.Fast }, 0.125);
        yield return Batched("Fovea, exact, 16 queries at once", SearchPrecision.Exact);
        yield return Batched("Fovea, fast, 16 queries at once", SearchPrecision.Fast);
    }

    /// <summary>What else the index does: one line.</summary>
    public string Others(float[][] queries)
    {
        using var added = ChangesOf(i => _file.Count + i);
        using var replaced = ChangesOf(i => (long)i * _file.Count / Changes);
        var none = new PhotoBitmap();
        var query = 0;
        var times = Rounds.Median(
            11,
            () => _index.Measure(queries[query++ % queries.Length]),
            () => _index.With(added, none).Dispose(),
            () => _index.With(replaced, none).Dispose());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mean and deviation of a query's scores {times[0]:F2} ms; {Changes} photos added {times[1]:F2} ms, replaced all over the index {times[2]:F2} ms");
    }

    public void Dispose() => _index.Dispose();

    // Bytes: what the first stage reads of every row.
    private Contender Searching(string name, VectorSearch search, double bytesPerNumber) => new(
        name,
        question => new Answer([_index.Search(
            question.Query, search with { Count = question.Wanted, Filter = question.Filter?.Photos }, CancellationToken.None).Photos]))
    {
        BytesPerQuery = _file.Count * (double)_file.Dimensions * bytesPerNumber,
    };

    private Contender Batched(string name, SearchPrecision precision) => new(
        name,
        question =>
        {
            var queries = Enumerable.Range(0, question.Count).Select(n => new ReadOnlyMemory<float>(question[n])).ToArray();
            var search = new VectorSearch { Count = question.Wanted, Filter = question.Filter?.Photos, Precision = precision };
            return new Answer([.. _index.SearchMany(queries, search, CancellationToken.None).Select(matches => matches.Photos)]);
        })
    {
        Batch = Together,
    };

    private static IVectorIndexBuilder Builder(int dimensions, int capacity) =>
        new SegmentIndexFactory().CreateBuilder(new EmbeddingSpace("bench", "bench", "bench", dimensions), capacity);

    private IVectorIndex ChangesOf(Func<int, long> id)
    {
        var builder = Builder(_file.Dimensions, Changes);
        var vector = new Half[_file.Dimensions];
        for (var i = 0; i < Changes; i++)
        {
            _file.Read(i, vector);
            builder.Add(new PhotoId(id(i)), vector);
        }

        return builder.Build();
    }

    private static long Resident()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
