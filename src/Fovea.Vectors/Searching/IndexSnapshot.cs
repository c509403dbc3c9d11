using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>The parts of an index and how they are scanned. Immutable.</summary>
internal sealed class IndexSnapshot
{
    /// <summary>
    /// The most rows of a chunk: 256 KB of 4-bit codes with 512 numbers, which stay in a core's own cache while several queries pass over them.
    /// </summary>
    public const int MostRowsInChunk = 1024;

    private const int BlocksInChunk = MostRowsInChunk / SegmentShape.BlockRows;

    /// <param name="parts">The parts; none without rows.</param>
    public IndexSnapshot(IndexPart[] parts)
    {
        Parts = parts;
        Count = parts.Sum(part => part.Count);
        FirstSlots = new int[parts.Length];
        var chunks = new List<ScanChunk>();
        for (var part = 0; part < parts.Length; part++)
        {
            FirstSlots[part] = checked(Blocks * SegmentShape.BlockRows);
            var blocks = parts[part].Segment.Shape.Blocks;
            for (var block = 0; block < blocks; block += BlocksInChunk)
            {
                chunks.Add(new ScanChunk(part, block, Math.Min(blocks, block + BlocksInChunk)));
            }

            Blocks += blocks;
        }

        Chunks = [.. chunks];
    }

    /// <summary>An index of nothing.</summary>
    public static IndexSnapshot Empty { get; } = new([]);

    /// <summary>The parts.</summary>
    public IndexPart[] Parts { get; }

    /// <summary>By part: the number of its first row among those of all parts, counting full blocks.</summary>
    public int[] FirstSlots { get; }

    /// <summary>Blocks of all parts.</summary>
    public int Blocks { get; }

    /// <summary>Rows that count.</summary>
    public int Count { get; }

    /// <summary>All blocks, in pieces for threads.</summary>
    public ScanChunk[] Chunks { get; }
}
