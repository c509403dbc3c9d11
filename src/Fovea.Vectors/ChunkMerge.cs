namespace Fovea.Vectors;

/// <summary>
/// Makes the chunks of a changed index: those in which nothing changes are shared, the others are written anew. What comes out depends on
/// the ids and vectors alone in everything that a search sees.
/// </summary>
internal sealed class ChunkMerge(int rowLength, VectorChunk[] changed, PhotoBitmap removed)
{
    private readonly ChunkList _result = new(rowLength);
    private int _chunk;
    private int _row;

    /// <summary>The chunks of an index with these vectors.</summary>
    /// <param name="basis">What was there.</param>
    public VectorChunk[] Run(VectorChunk[] basis)
    {
        for (var i = 0; i < basis.Length; i++)
        {
            var end = i + 1 < basis.Length ? basis[i + 1].Id(0) : new PhotoId(long.MaxValue);
            if (!IsChangedBefore(end) && !HasRemoved(basis[i])) _result.Share(basis[i]);
            else Merge(basis[i], end);
        }

        while (_chunk < changed.Length) AddChanged(Left());
        return _result.ToArray();
    }

    private void Merge(VectorChunk basis, PhotoId end)
    {
        for (var row = 0; row < basis.Count; row++)
        {
            var id = basis.Id(row);
            while (IsChangedBefore(id)) AddChanged(basis.Count - row + Left());
            if (_chunk < changed.Length && Next == id) AddChanged(basis.Count - row + Left());
            else if (!removed.Contains(id)) _result.Add(id, basis.Row(row), basis.Count - row + Left());
        }

        while (IsChangedBefore(end)) AddChanged(Left());
    }

    private PhotoId Next => changed[_chunk].Id(_row);

    private bool IsChangedBefore(PhotoId id) => _chunk < changed.Length && Next < id;

    private int Left() => _chunk < changed.Length ? changed[_chunk].Count - _row : 0;

    private void AddChanged(int expected)
    {
        _result.Add(Next, changed[_chunk].Row(_row), expected);
        if (++_row < changed[_chunk].Count) return;
        _row = 0;
        _chunk++;
    }

    private bool HasRemoved(VectorChunk chunk)
    {
        foreach (var id in chunk.Ids)
        {
            if (removed.Contains(id)) return true;
        }

        return false;
    }
}
