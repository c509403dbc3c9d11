using Fovea.Engine.Files;
using Fovea.Query;

namespace Fovea.Engine.Searching;

/// <summary>Answers queries: parse, encode, filter, rank, fetch.</summary>
/// <remarks>Thread-safe. Searching works while another thread or process indexes: each search sees the last committed state.</remarks>
public sealed class Searcher(IPhotoCatalog catalog, IVectorIndexFactory indexes, IPhotoDecoder decoder, IDualEncoder model, TimeProvider time) : IDisposable
{
    // How strongly a subtracted concept counts. At 1 the description drowns; at 0.5 "-people" removes people and keeps the scene.
    private const float SubtractionWeight = 0.5f;

    private readonly VectorIndexCache _cache = new(catalog, indexes);

    /// <summary>Searches by text.</summary>
    /// <exception cref="ModelException">The text tower or its tokenizer cannot be used.</exception>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    public SearchPage Search(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfNegative(request.Offset, request.Limit);
        var watch = new Stopwatch(time);
        var parsed = QueryParser.Parse(request.Text);
        var messages = parsed.Diagnostics.Select(diagnostic => diagnostic.Message).ToList();
        var filter = ToFilter(parsed.Query, request);
        if (parsed.Query.Terms.Count == 0) return List(request, filter, messages, watch, cancellationToken);

        var vector = Encode(parsed.Query.Terms, messages, cancellationToken);
        watch.Lap(out var encode);
        return Rank(request.Text, vector, filter, null, request.Offset, request.Limit, messages, encode, watch, cancellationToken);
    }

    /// <summary>Searches by example. A photo of the library needs no decoding and is not part of its own answer.</summary>
    /// <exception cref="LibraryException">There is no such file, or it cannot be decoded.</exception>
    public SearchPage FindSimilar(SimilarRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfNegative(request.Offset, request.Limit);
        var watch = new Stopwatch(time);
        var known = catalog.FindByPath(request.Path) ?? catalog.FindByPath(FilePaths.Real(request.Path));
        var vector = known is null || catalog.FindEmbedding(known.Id, model.Space) is not { } stored
            ? new PictureEncoder(decoder, model).Encode(request.Path, cancellationToken)
            : Normalise([.. stored.Select(value => (float)value)]);
        watch.Lap(out var encode);
        var filter = new PhotoFilter { Folders = request.Folders };
        return Rank(request.Path, vector, filter, known?.Id, request.Offset, request.Limit, [], encode, watch, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private static void ThrowIfNegative(int offset, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
    }

    private PhotoFilter ToFilter(SearchQuery query, SearchRequest request)
    {
        var roots = query.Folders.Count > 0 ? catalog.GetRoots() : [];
        var folders = query.Folders.SelectMany(name => FolderNames.Resolve(name, request.BaseFolder, roots)).ToList();

        // Folders of the command and folders of the text: both must hold, so the narrower of each overlapping pair counts.
        if (request.Folders.Count > 0 && query.Folders.Count > 0)
        {
            folders = [.. folders.SelectMany(inner => request.Folders.Select(outer => Narrower(inner, outer))).OfType<string>()];
            if (folders.Count == 0) folders = [PathThatHoldsNothing];
        }
        else if (request.Folders.Count > 0)
        {
            folders = [.. request.Folders];
        }

        return new PhotoFilter { Folders = folders, TakenFrom = query.TakenFrom, TakenBefore = query.TakenBefore };
    }

    private static string PathThatHoldsNothing => Path.GetFullPath(Path.Combine(Path.GetTempPath(), "\u0001"));

    private static string? Narrower(string a, string b) =>
        FilePaths.IsAtOrBelow(a, b) ? a : FilePaths.IsAtOrBelow(b, a) ? b : null;

    private float[] Encode(IReadOnlyList<QueryTerm> terms, List<string> messages, CancellationToken cancellationToken)
    {
        var sum = new float[model.Space.Dimensions];
        var hasDescription = terms.Any(term => !term.IsSubtracted);
        foreach (var term in terms)
        {
            var embedding = model.Texts.Encode(term.Text, cancellationToken);
            if (embedding.Truncated) messages.Add("The text is longer than the model reads: only its beginning counts.");
            var weight = !term.IsSubtracted ? 1 : hasDescription ? -SubtractionWeight : -1;
            var vector = embedding.Vector.Span;
            for (var i = 0; i < sum.Length; i++) sum[i] += weight * vector[i];
        }

        return Normalise(sum);
    }

    private static float[] Normalise(float[] vector)
    {
        var norm = 0d;
        foreach (var value in vector) norm += (double)value * value;
        var scale = norm > 0 ? (float)(1 / Math.Sqrt(norm)) : 0;
        for (var i = 0; i < vector.Length; i++) vector[i] *= scale;
        return vector;
    }

    private SearchPage Rank(
        string query, float[] vector, PhotoFilter filter, PhotoId? self, int offset, int limit,
        List<string> messages, TimeSpan encode, Stopwatch watch, CancellationToken cancellationToken)
    {
        var index = _cache.Get(model.Space, cancellationToken);
        watch.Lap(out var load);
        var bitmap = filter.IsEmpty ? null : catalog.Match(filter);
        var (rank, fetch) = (TimeSpan.Zero, TimeSpan.Zero);
        List<SearchResult> results;
        var wanted = (long)offset + limit + (self is null ? 0 : 1);
        while (true)
        {
            var hits = index.Search(vector, (int)Math.Min(wanted, index.Count), bitmap, cancellationToken);
            watch.Lap(out var lap);
            rank += lap;

            // A photo may have left since it was ranked, or have failed and kept its old vector: the next best takes its place.
            var rows = catalog.GetPhotos([.. hits.Select(hit => hit.Id)]).Where(row => row.Status == PhotoStatus.Indexed && row.Id != self).ToDictionary(row => row.Id);
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
            Results = results,
            Messages = messages,
            Timings = new SearchTimings(encode, load, rank, fetch, watch.Total),
        };
    }

    // Nothing to rank by: the filtered photos, newest first.
    private SearchPage List(SearchRequest request, PhotoFilter filter, List<string> messages, Stopwatch watch, CancellationToken cancellationToken)
    {
        var bitmap = catalog.Match(filter);
        watch.Lap(out var rank);
        var results = bitmap.Ids.Chunk(1000).SelectMany(Fetch)
            .OrderByDescending(photo => photo.Metadata?.TakenAt?.Local ?? DateTime.MinValue).ThenBy(photo => photo.Id)
            .Skip(request.Offset).Take(request.Limit).Select(photo => new SearchResult(photo, null)).ToList();
        watch.Lap(out var fetch);
        return new SearchPage
        {
            Query = request.Text,
            Model = model.Name,
            Searched = bitmap.Count,
            Results = results,
            Messages = messages,
            Timings = new SearchTimings(TimeSpan.Zero, TimeSpan.Zero, rank, fetch, watch.Total),
        };

        IReadOnlyList<PhotoRecord> Fetch(PhotoId[] ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return catalog.GetPhotos(ids);
        }
    }
}
