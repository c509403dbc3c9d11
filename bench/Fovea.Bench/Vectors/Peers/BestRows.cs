namespace Fovea.Bench.Vectors.Peers;

/// <summary>Keeps the best rows in a heap, the worst of them on top.</summary>
internal sealed class BestRows(int wanted)
{
    private readonly PriorityQueue<int, float> _heap = new(wanted + 1);
    private float _worst = float.NegativeInfinity;

    public void Offer(int row, float score)
    {
        if (score <= _worst) return;
        if (_heap.Count < wanted) _heap.Enqueue(row, score);
        else _heap.EnqueueDequeue(row, score);
        if (_heap.Count == wanted) _heap.TryPeek(out _, out _worst);
    }

    public void OfferAll(BestRows other)
    {
        foreach (var (row, score) in other._heap.UnorderedItems) Offer(row, score);
    }

    /// <summary>Best first, equal scores by row.</summary>
    public ScoredPhoto[] Sorted() =>
        [.. _heap.UnorderedItems.Select(item => new ScoredPhoto(new PhotoId(item.Element), item.Priority)).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id)];
}
