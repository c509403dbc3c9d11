namespace Fovea.Clip;

/// <summary>Finds every piece that begins at a place of a text.</summary>
internal sealed class PieceTrie
{
    private readonly Dictionary<long, int> _next = [];
    private readonly List<int> _pieces = [-1];

    /// <summary>Adds a piece, in UTF-8; of two that are the same the last counts.</summary>
    public void Add(ReadOnlySpan<byte> piece, int index)
    {
        var node = 0;
        foreach (var b in piece)
        {
            var key = ((long)node << 8) | b;
            if (!_next.TryGetValue(key, out var next))
            {
                _next.Add(key, next = _pieces.Count);
                _pieces.Add(-1);
            }

            node = next;
        }

        _pieces[node] = index;
    }

    /// <summary>Goes one byte down; false where no piece goes on so.</summary>
    /// <param name="node">Where one stands: 0 at the beginning.</param>
    /// <param name="b">The byte.</param>
    /// <param name="piece">The piece that ends here; −1: none.</param>
    public bool TryStep(ref int node, byte b, out int piece)
    {
        piece = -1;
        if (!_next.TryGetValue(((long)node << 8) | b, out node)) return false;
        piece = _pieces[node];
        return true;
    }
}
