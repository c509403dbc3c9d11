using Fovea.Engine.Files;

namespace Fovea.Engine.Searching;

/// <summary>Answers queries: parse, encode, filter, rank, fetch.</summary>
/// <remarks>Thread-safe. Searching works while another thread or process indexes: each search sees the last committed state.</remarks>
/// <param name="catalog">The library.</param>
/// <param name="indexes">Makes indexes of vectors.</param>
/// <param name="decoder">Decodes photos that are examples.</param>
/// <param name="model">Encodes.</param>
/// <param name="time">For timings.</param>
/// <param name="store">Keeps indexes between processes; null: every process reads all vectors.</param>
/// <param name="reading">Told how far that is.</param>
public sealed class Searcher(
    IPhotoCatalog catalog,
    IVectorIndexFactory indexes,
    IPhotoDecoder decoder,
    IDualEncoder model,
    TimeProvider time,
    IVectorIndexStore? store = null,
    IProgress<VectorReading>? reading = null) : IDisposable
{
    private readonly VectorIndexCache _cache = new(catalog, indexes, store, reading);
    private readonly QuestionReader _questions = new(catalog, model);
    private readonly Ranker _ranker = new(catalog, model);

    /// <summary>Loads the text tower and the vectors and searches once, so that the first search is as quick as later ones.</summary>
    /// <exception cref="ModelException">The text tower or its tokenizer cannot be used.</exception>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    public void Warm(CancellationToken cancellationToken)
    {
        _ranker.Warm(cancellationToken);
        Find(new SearchRequest { Text = "a photo" }, cancellationToken);
    }

    /// <summary>
    /// Takes over the changes of a run that made so many, so that the next process need not: what is saved of the vectors is written anew, until the
    /// searcher is disposed at the latest.
    /// </summary>
    /// <param name="changes">How many vectors came or went.</param>
    /// <param name="cancellationToken">Stops the reading of vectors.</param>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    public void TakeOver(int changes, CancellationToken cancellationToken)
    {
        if (changes >= VectorIndexCache.WorthSaving) _cache.Get(model.Space, cancellationToken);
    }

    /// <summary>Finds everything that is in the answer. <see cref="SearchRequest.Offset"/> and <see cref="SearchRequest.Limit"/> do not count.</summary>
    /// <remarks>
    /// A ranked answer holds the strong and possible matches and, where they are wanted, the weak ones; where there is neither a strong nor a
    /// possible one, it holds the 40 nearest of the weak ones, by relevance whatever order was asked for. With nothing to rank by it holds
    /// every photo that passes the filter, newest first.
    /// </remarks>
    /// <exception cref="ModelException">The text tower or its tokenizer cannot be used.</exception>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    public ResultSet Find(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var watch = new Stopwatch(time);
        var question = _questions.Read(request, _cache.Begin, cancellationToken);
        watch.Lap(out var encode);
        return Collect(request, question, encode, watch, cancellationToken);
    }

    /// <summary>Reads one page of an answer, as its photos are now. Photos that left the library since are skipped: the page is then shorter.</summary>
    /// <param name="set">The answer.</param>
    /// <param name="offset">The first position.</param>
    /// <param name="limit">How many positions.</param>
    public SearchPage GetPage(ResultSet set, int offset, int limit)
    {
        ArgumentNullException.ThrowIfNull(set);
        ThrowIfNegative(offset, limit);
        var watch = new Stopwatch(time);
        var first = Math.Min(offset, set.Count);
        var ids = set.Ids.Slice(first, Math.Min(limit, set.Count - first)).ToArray();
        var rows = catalog.GetPhotos(ids).Where(row => row.Status == PhotoStatus.Indexed).ToDictionary(row => row.Id);
        var results = new List<SearchResult>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            if (!rows.TryGetValue(ids[i], out var row)) continue;
            results.Add(new SearchResult(row, set.IsRanked ? set.Scores[first + i] : null, set.StrengthAt(first + i)));
        }

        return new SearchPage
        {
            Query = set.Query,
            Model = set.Model,
            Searched = set.Searched,
            Total = set.Count,
            Strong = set.Strong,
            Possible = set.Possible,
            Results = results,
            Messages = set.Messages,
            Timings = set.Timings with { Fetch = watch.Total, Total = set.Timings.Total + watch.Total },
        };
    }

    /// <summary>What a grid needs of every photo of an answer, by position. Of a photo that left since there is only the id.</summary>
    public IReadOnlyList<PhotoCell> GetCells(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var wanted = new PhotoBitmap();
        foreach (var id in set.Ids) wanted.Add(id);
        return new SetCells(set, catalog.ReadCells(wanted));
    }

    /// <summary>Searches for the best few: what is nearest counts, however far it is, and a page is as full as it can be.</summary>
    /// <exception cref="ModelException">The text tower or its tokenizer cannot be used.</exception>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    public SearchPage Search(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfNegative(request.Offset, request.Limit);
        var watch = new Stopwatch(time);
        var question = _questions.Read(request, _cache.Begin, cancellationToken);
        watch.Lap(out var encode);
        return question.Vector is null || request.Order == SearchOrder.Newest
            ? GetPage(Collect(request, question, encode, watch, cancellationToken), request.Offset, request.Limit)
            : TakeBest(request.Text, question, request.Offset, request.Limit, encode, watch, cancellationToken);
    }

    /// <summary>Searches by example. A photo of the library needs no decoding and is not part of its own answer.</summary>
    /// <exception cref="LibraryException">There is no such file, or it cannot be decoded.</exception>
    public SearchPage FindSimilar(SimilarRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfNegative(request.Offset, request.Limit);
        var watch = new Stopwatch(time);
        var known = catalog.FindByPath(request.Path) ?? catalog.FindByPath(FilePaths.Real(request.Path));
        var vector = known is not null && catalog.FindEmbedding(known.Id, model.Space) is { } stored
            ? UnitVector.From(stored)
            : new PictureEncoder(decoder, model).Encode(request.Path, cancellationToken);
        UnitVector.TryNormalise(vector);
        watch.Lap(out var encode);
        var question = new Question(new PhotoFilter { Folders = request.Folders }, vector, IsByPictures: true, known is null ? [] : [known.Id], []);
        return TakeBest(request.Path, question, request.Offset, request.Limit, encode, watch, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private static void ThrowIfNegative(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
    }

    private ResultSet Collect(SearchRequest request, Question question, TimeSpan encode, Stopwatch watch, CancellationToken cancellationToken)
    {
        var load = TimeSpan.Zero;
        var ranking = question.Vector is null
            ? _ranker.List(question, cancellationToken)
            : _cache.Use(
                model.Space,
                index =>
                {
                    watch.Lap(out load);
                    return _ranker.Rank(index, question, request.Order, request.IncludeWeak, cancellationToken);
                },
                cancellationToken);
        watch.Lap(out var rank);
        return new ResultSet(ranking.Ids, ranking.Scores, ranking.Bands)
        {
            Query = request.Text,
            Model = model.Name,
            Order = ranking.Order,
            Searched = ranking.Searched,
            Weak = ranking.Weak,
            Messages = question.Messages,
            Timings = new SearchTimings(encode, load, rank, TimeSpan.Zero, watch.Total),
        };
    }

    private SearchPage TakeBest(
        string query, Question question, int offset, int limit, TimeSpan encode, Stopwatch watch, CancellationToken cancellationToken) => _cache.Use(
            model.Space, index => TakeBest(index, query, question, offset, limit, encode, watch, cancellationToken), cancellationToken);

    private SearchPage TakeBest(
        IVectorIndex index, string query, Question question, int offset, int limit, TimeSpan encode, Stopwatch watch, CancellationToken cancellationToken)
    {
        watch.Lap(out var load);
        var bitmap = question.Filter.IsEmpty ? null : catalog.Match(question.Filter);
        var (rank, fetch) = (TimeSpan.Zero, TimeSpan.Zero);
        List<SearchResult> results;
        var wanted = (long)offset + limit + question.Excluded.Count;
        while (true)
        {
            var hits = index.Search(question.Vector, (int)Math.Min(wanted, index.Count), bitmap, cancellationToken);
            watch.Lap(out var lap);
            rank += lap;

            // A photo may have left since it was ranked, or have failed and kept its old vector: the next best takes its place.
            var rows = catalog.GetPhotos([.. hits.Select(hit => hit.Id)])
                .Where(row => row.Status == PhotoStatus.Indexed && !question.Excluded.Contains(row.Id)).ToDictionary(row => row.Id);
            results = [.. hits.Where(hit => rows.ContainsKey(hit.Id)).Skip(offset).Take(limit).Select(hit => new SearchResult(rows[hit.Id], hit.Score))];
            watch.Lap(out lap);
            fetch += lap;
            if (results.Count == limit || hits.Count < wanted) break;
            wanted *= 2;
        }

        return new SearchPage
        {
            Query = query,
            Model = model.Name,
            Searched = bitmap?.Count ?? index.Count,
            Total = bitmap?.Count ?? index.Count,
            Results = results,
            Messages = question.Messages,
            Timings = new SearchTimings(encode, load, rank, fetch, watch.Total),
        };
    }
}
