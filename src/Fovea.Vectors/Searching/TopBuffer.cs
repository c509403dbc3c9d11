using System.Runtime.CompilerServices;

namespace Fovea.Vectors.Searching;

/// <summary>The best of what it is offered, in a buffer of its own that it keeps: a heap with the worst kept photo at its root.</summary>
internal sealed class TopBuffer
{
    // 16 bytes each: what a search for very many leaves behind is not kept.
    private const int MostKept = 64 * 1024;

    private ScoredPhoto[] _heap = [];
    private int _capacity;

    /// <summary>How many are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Below this score nothing is taken: −∞ until the list is full.</summary>
    public float Limit => Count < _capacity || Count == 0 ? float.NegativeInfinity : _heap[0].Score;

    /// <summary>What is kept, in no order.</summary>
    public Span<ScoredPhoto> Kept => _heap.AsSpan(0, Count);

    /// <summary>The order of results: higher scores first, equal ones by ascending id.</summary>
    public static int Compare(ScoredPhoto left, ScoredPhoto right)
    {
        var byScore = right.Score.CompareTo(left.Score);
        return byScore != 0 ? byScore : left.Id.CompareTo(right.Id);
    }

    /// <summary>The same as a delegate that is made once.</summary>
    public static Comparison<ScoredPhoto> Order { get; } = Compare;

    /// <summary>Begins anew.</summary>
    /// <param name="capacity">How many to keep.</param>
    public void Reset(int capacity)
    {
        if (_heap.Length < capacity) _heap = new ScoredPhoto[capacity];
        (_capacity, Count) = (capacity, 0);
    }

    /// <summary>Gives a very large buffer back.</summary>
    public void Shrink()
    {
        if (_heap.Length > MostKept) _heap = [];
        Count = 0;
    }

    /// <summary>Keeps a photo if it is among the best so far.</summary>
    public void Offer(ScoredPhoto photo)
    {
        if (Count < _capacity) Rise(photo);
        else if (Count > 0 && photo.Score >= _heap[0].Score && Compare(photo, _heap[0]) < 0) Sink(photo);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sink(ScoredPhoto photo)
    {
        var at = 0;
        while ((2 * at) + 1 < Count)
        {
            var child = (2 * at) + 1;
            if (child + 1 < Count && Compare(_heap[child + 1], _heap[child]) > 0) child++;
            if (Compare(photo, _heap[child]) >= 0) break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = photo;
    }
}
