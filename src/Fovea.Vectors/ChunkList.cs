namespace Fovea.Vectors;

/// <summary>The chunks of an index that is being made, from rows and from whole chunks of another one, both by ascending id.</summary>
internal sealed class ChunkList(int rowLength)
{
    private readonly List<VectorChunk> _chunks = [];
    private bool _isLastShared;

    public VectorChunk[] ToArray() => [.. _chunks];

    /// <summary>Copies a row.</summary>
    /// <param name="id">Greater than all before it.</param>
    /// <param name="vector">A row, or what becomes one with zeros.</param>
    /// <param name="expected">How many rows are to come, this one among them: a hint.</param>
    public void Add(PhotoId id, ReadOnlySpan<Half> vector, int expected)
    {
        if (_chunks.Count == 0 || _isLastShared || _chunks[^1].IsFull) Open(expected);
        _chunks[^1].Add(id, vector);
    }

    /// <summary>
    /// Takes over a whole chunk as it is, unless both it and the one before are so small that they fit into one: an index that changes
    /// for years would come apart into many small ones.
    /// </summary>
    public void Share(VectorChunk chunk)
    {
        if (_chunks.Count > 0 && _chunks[^1].Count + chunk.Count <= VectorChunk.MostRows(rowLength) / 2)
        {
            MergeIntoLast(chunk);
            return;
        }

        _chunks.Add(chunk);
        _isLastShared = true;
    }

    private void Open(int expected)
    {
        _chunks.Add(new VectorChunk(rowLength, expected));
        _isLastShared = false;
    }

    private void MergeIntoLast(VectorChunk chunk)
    {
        var last = _chunks[^1];
        _chunks.RemoveAt(_chunks.Count - 1);
        Open(last.Count + chunk.Count);
        Copy(last);
        Copy(chunk);
    }

    private void Copy(VectorChunk chunk)
    {
        for (var row = 0; row < chunk.Count; row++) _chunks[^1].Add(chunk.Id(row), chunk.Row(row));
    }
}
