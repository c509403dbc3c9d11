using System.Runtime.InteropServices;

namespace Fovea.Engine.Searching;

/// <summary>Puts everything that belongs to an answer in order. Thread-safe.</summary>
internal sealed class Ranker(IPhotoCatalog catalog, IDualEncoder model)
{
    // Where nothing stands out, these are still what is nearest: a person sees for themselves, and is told that none is sure.
    private const int NearestOfNothing = 40;

    private readonly NewestFirst _newest = new();
    private readonly Lock _lock = new();
    private ConceptYardstick? _yardstick;
    private volatile ConceptDistances? _distances;

    /// <summary>Makes the first ranking as quick as later ones.</summary>
    public void Warm(CancellationToken cancellationToken) => Yardstick(cancellationToken);

    /// <summary>Ranks by the question's vector and divides what comes out.</summary>
    public Ranking Rank(IVectorIndex index, Question question, SearchOrder order, bool includeWeak, CancellationToken cancellationToken)
    {
        var bitmap = question.Filter.IsEmpty ? null : catalog.Match(question.Filter);
        var statistics = index.Measure(question.Vector);
        var isWhole = includeWeak && order == SearchOrder.Relevance;
        var hits = Hits(index, question, bitmap, isWhole ? RelevanceBands.MostInAll : RelevanceBands.MostMatches, cancellationToken);
        var bands = RelevanceBands.Divide(
            CollectionsMarshal.AsSpan(hits), statistics, question.IsByPictures ? null : FromConcepts(index, cancellationToken), CountRanked(index, question, bitmap));
        var weak = bands.Weak;
        var isNothing = bands.Strong + bands.Possible == 0;
        if (isNothing) order = SearchOrder.Relevance;
        if (order == SearchOrder.Newest) bands = bands.Strong > 0 ? new BandCounts(bands.Strong, 0, 0) : new BandCounts(0, bands.Possible, 0);
        else if (!isWhole) bands = bands with { Weak = isNothing ? Math.Min(weak, NearestOfNothing) : 0 };
        var kept = CollectionsMarshal.AsSpan(hits)[..bands.All].ToArray();
        if (order == SearchOrder.Newest) kept = ByDate(kept, cancellationToken);
        return new Ranking(
            Array.ConvertAll(kept, hit => hit.Id), Array.ConvertAll(kept, hit => hit.Score), bands, weak, bitmap?.Count ?? index.Count, order);
    }

    /// <summary>Every photo that passes the filter, newest first.</summary>
    public Ranking List(Question question, CancellationToken cancellationToken)
    {
        var bitmap = question.Filter.IsEmpty ? null : catalog.Match(question.Filter);
        cancellationToken.ThrowIfCancellationRequested();
        var cells = catalog.ReadCells(bitmap);
        var ids = bitmap is null ? _newest.Order(cells) : NewestFirst.Of(cells);
        return new Ranking(ids, null, default, 0, bitmap?.Count ?? cells.Count, SearchOrder.Newest);
    }

    private ConceptYardstick Yardstick(CancellationToken cancellationToken)
    {
        lock (_lock) return _yardstick ??= ConceptYardstick.Create(model.Texts, cancellationToken);
    }

    private Func<ScoredPhoto, float?> FromConcepts(IVectorIndex index, CancellationToken cancellationToken)
    {
        var distances = _distances;
        if (distances?.Index != index) _distances = distances = new ConceptDistances(Yardstick(cancellationToken), index);
        return distances.Of;
    }

    // Those that a ranking of everything would hold.
    private static long CountRanked(IVectorIndex index, Question question, PhotoBitmap? bitmap)
    {
        var vector = new float[index.Space.Dimensions];
        var excluded = question.Excluded.Count(id => (bitmap is null || bitmap.Contains(id)) && index.TryRead(id, vector));
        return (bitmap is null ? index.Count : index.CountOf(bitmap)) - excluded;
    }

    private static List<ScoredPhoto> Hits(IVectorIndex index, Question question, PhotoBitmap? bitmap, int wanted, CancellationToken cancellationToken)
    {
        var hits = index.Search(question.Vector, (int)Math.Min((long)wanted + question.Excluded.Count, index.Count), bitmap, cancellationToken);
        return [.. hits.Where(hit => !question.Excluded.Contains(hit.Id)).Take(wanted)];
    }

    private ScoredPhoto[] ByDate(ScoredPhoto[] hits, CancellationToken cancellationToken)
    {
        var wanted = new PhotoBitmap();
        foreach (var hit in hits) wanted.Add(hit.Id);
        cancellationToken.ThrowIfCancellationRequested();
        var dates = catalog.ReadCells(wanted).ToDictionary(cell => cell.Id, DatedPhoto.Of);
        return [.. hits.OrderBy(hit => dates.GetValueOrDefault(hit.Id, DatedPhoto.Undated(hit.Id)))];
    }
}
