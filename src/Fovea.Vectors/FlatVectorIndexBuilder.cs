using System.Numerics.Tensors;

namespace Fovea.Vectors;

/// <summary>Copies vectors into chunks.</summary>
internal sealed class FlatVectorIndexBuilder(EmbeddingSpace space, int capacity) : IVectorIndexBuilder
{
    private readonly int _rowLength = HalfKernel.PaddedLength(space.Dimensions);
    private readonly List<VectorChunk> _chunks = [];
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
        if (_chunks.Count == 0 || _chunks[^1].IsFull) _chunks.Add(new VectorChunk(_rowLength, NextChunkRows()));
        _chunks[^1].Add(id, vector);
        _count = checked((int)_count + 1);
    }

    public IVectorIndex Build()
    {
        RefuseSecondUse();
        _isBuilt = true;
        return new FlatVectorIndex(space, _rowLength, _seen is null ? [.. _chunks] : Sorted());
    }

    private VectorChunk[] Sorted()
    {
        var rows = _chunks.SelectMany(chunk => Enumerable.Range(0, chunk.Count).Select(row => (Id: chunk.Id(row), Chunk: chunk, Row: row)))
            .OrderBy(row => row.Id).ToArray();
        var sorted = new ChunkList(_rowLength);
        for (var i = 0; i < rows.Length; i++) sorted.Add(rows[i].Id, rows[i].Chunk.Row(rows[i].Row), rows.Length - i);
        return sorted.ToArray();
    }

    // What is still expected; after that, as much again as there is.
    private int NextChunkRows() => (int)Math.Min(int.MaxValue, _count < capacity ? capacity - _count : Math.Max(64, _count));

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
            foreach (var chunk in _chunks)
            {
                for (var row = 0; row < chunk.Count; row++) _seen.Add(chunk.Id(row));
            }
        }

        if (_seen is not null && !_seen.Add(id)) throw new ArgumentException($"Photo {id.Value} is already in the index.", nameof(id));
        if (id > _last) _last = id;
    }
}
