using System.Numerics.Tensors;
using Fovea.Vectors.Coding;
using Fovea.Vectors.Searching;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors;

/// <summary>Collects vectors and makes segments of them as soon as there are enough.</summary>
internal sealed class SegmentIndexBuilder(EmbeddingSpace space, int capacity) : IVectorIndexBuilder
{
    private readonly List<Segment> _segments = [];
    private RowCollector _rows = new(space.Dimensions, capacity);
    private long _count;
    private PhotoId _last = new(long.MinValue);
    private HashSet<PhotoId>? _seen;
    private bool _isBuilt;

    public void Add(PhotoId id, ReadOnlySpan<Half> vector)
    {
        RefuseSecondUse();
        if (vector.Length != space.Dimensions)
        {
            throw new ArgumentException($"The vector of photo {id.Value} has {vector.Length} numbers; the space has {space.Dimensions}.", nameof(vector));
        }

        if (!TensorPrimitives.IsFiniteAll(vector)) throw new ArgumentException($"The vector of photo {id.Value} is not finite.", nameof(vector));
        RefuseSecond(id);
        if (_rows.IsFull) Seal();
        _rows.Add(id, vector);
        _count = checked((int)_count + 1);
    }

    public IVectorIndex Build()
    {
        RefuseSecondUse();
        _isBuilt = true;
        if (_seen is not null) Sort();
        if (_rows.Count > 0) Seal();
        return new SegmentIndex(space, new IndexSnapshot([.. _segments.Select(segment => new IndexPart(segment, null))]), new ScanPool(space.Dimensions));
    }

    private void Seal()
    {
        _segments.Add(_rows.Make());
        _rows = new RowCollector(space.Dimensions, (int)Math.Max(0, capacity - _count));
    }

    // Rows that came in no order: made anew, in order.
    private void Sort()
    {
        if (_rows.Count > 0) Seal();
        var rows = _segments.SelectMany((segment, number) => segment.Ids.ToArray().Select((id, row) => (Id: id, Segment: number, Row: row)))
            .OrderBy(row => row.Id).ToArray();
        var unsorted = _segments.ToArray();
        _segments.Clear();
        var vector = new float[space.Dimensions];
        var halves = new Half[space.Dimensions];
        _rows = new RowCollector(space.Dimensions, rows.Length);
        foreach (var row in rows)
        {
            if (_rows.IsFull) Seal();
            unsorted[row.Segment].Read(row.Row, vector);
            TensorPrimitives.ConvertToHalf(vector, halves);
            _rows.Add(row.Id, halves);
        }

        GC.KeepAlive(unsorted);
    }

    private void RefuseSecondUse()
    {
        if (_isBuilt) throw new InvalidOperationException("The index was already built: a builder makes one index.");
    }

    // The catalog gives ids in ascending order, where no set is needed to see that one comes twice.
    private void RefuseSecond(PhotoId id)
    {
        if (_seen is null && id <= _last)
        {
            _seen = [];
            foreach (var segment in _segments) _seen.UnionWith(segment.Ids.ToArray());
            _seen.UnionWith(_rows.Ids.ToArray());
        }

        if (_seen is not null && !_seen.Add(id)) throw new ArgumentException($"Photo {id.Value} is already in the index.", nameof(id));
        if (id > _last) _last = id;
    }
}
