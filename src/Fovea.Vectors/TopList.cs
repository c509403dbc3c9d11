namespace Fovea.Vectors;

/// <summary>The best of what it is offered, in a buffer that somebody else owns: a heap with the worst kept photo at its root.</summary>
/// <param name="buffer">As long as the list may become; not empty.</param>
internal ref struct TopList(Span<ScoredPhoto> buffer)
{
    private readonly Span<ScoredPhoto> _heap = buffer;

    /// <summary>How many are kept.</summary>
    public int Count { get; private set; }

    /// <summary>The order of results: higher scores first, equal ones by ascending id.</summary>
    public static int Compare(ScoredPhoto left, ScoredPhoto right)
    {
        var byScore = right.Score.CompareTo(left.Score);
        return byScore != 0 ? byScore : left.Id.CompareTo(right.Id);
    }

    /// <summary>Keeps a photo if it is among the best so far.</summary>
    public void Offer(ScoredPhoto photo)
    {
        if (Count < _heap.Length)
        {
            Rise(photo);
        }
        else if (photo.Score >= _heap[0].Score && Compare(photo, _heap[0]) < 0)
        {
            Sink(photo);
        }
    }

    /// <summary>What was kept, best first. The heap is gone afterwards.</summary>
    public readonly Span<ScoredPhoto> Sort()
    {
        var kept = _heap[..Count];
        kept.Sort(Compare);
        return kept;
    }

    private void Rise(ScoredPhoto photo)
    {
        var at = Count++;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (Compare(photo, _heap[parent]) <= 0) break;
            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = photo;
    }

    private readonly void Sink(ScoredPhoto photo)
    {
        var at = 0;
        while ((2 * at) + 1 < _heap.Length)
        {
            var child = (2 * at) + 1;
            if (child + 1 < _heap.Length && Compare(_heap[child + 1], _heap[child]) > 0) child++;
            if (Compare(photo, _heap[child]) >= 0) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = photo;
    }
}
