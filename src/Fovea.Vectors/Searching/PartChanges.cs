using System.Numerics;
using System.Numerics.Tensors;
using Fovea.Vectors.Coding;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>Makes the parts of a changed index: segments are shared, what went is marked, and small segments become one.</summary>
internal static class PartChanges
{
    // A segment of so many rows is made in some 15 ms. Larger ones are put together where nobody waits.
    private const int SmallRows = 16 * 1024;
    private const int MostSmall = 4;
    private const int MostLoose = 8;
    private const float MostGone = 0.75f;

    /// <summary>The parts of an index with these changes.</summary>
    /// <param name="basis">What was there.</param>
    /// <param name="changed">New and replaced vectors.</param>
    /// <param name="removed">Photos whose vectors go.</param>
    public static IndexSnapshot Apply(IndexSnapshot basis, IndexSnapshot changed, PhotoBitmap removed)
    {
        var gone = basis.Parts.Select(_ => new List<int>()).ToArray();
        foreach (var id in removed.Ids) Mark(basis, id, gone);
        foreach (var part in changed.Parts)
        {
            foreach (var id in LiveIds(part)) Mark(basis, id, gone);
        }

        var parts = basis.Parts.Select((part, i) => part.Without(gone[i])).Concat(changed.Parts).Where(part => part.Count > 0).ToArray();
        var small = parts.Where(part => part.Count < SmallRows).ToArray();
        if (small.Length > MostSmall) parts = [.. parts.Except(small), .. Merge(small)];
        GC.KeepAlive(basis);
        GC.KeepAlive(changed);
        return new IndexSnapshot(parts);
    }

    /// <summary>
    /// The same index in fewer segments: those of which much went are written anew, and where there are many that are far from full, they become fewer. Takes
    /// seconds for a million rows.
    /// </summary>
    public static IndexSnapshot Tidy(IndexSnapshot index)
    {
        var loose = index.Parts.Where(part => part.Count >= SmallRows && part.Count < SegmentMaker.MostRows / 2).ToArray();
        if (loose.Length <= MostLoose) loose = [];
        var hollow = index.Parts.Where(part => part.Count < part.Segment.Count * MostGone).ToArray();
        IndexPart[] merged = [.. loose.Union(hollow)];
        return merged.Length == 0 ? index : new IndexSnapshot([.. index.Parts.Except(merged), .. Merge(merged)]);
    }

    /// <summary>The same rows in as few segments as can be.</summary>
    public static IEnumerable<IndexPart> Merge(IReadOnlyList<IndexPart> parts)
    {
        var rows = parts.SelectMany((part, number) => LiveRows(part).Select(row => (Id: part.Segment.Ids[row], Part: number, Row: row)))
            .OrderBy(row => row.Id).ToArray();
        var shape = parts[0].Segment.Shape;
        var vector = new float[shape.Dimensions];
        var halves = new Half[shape.Dimensions];
        for (var first = 0; first < rows.Length; first += SegmentMaker.MostRows)
        {
            var end = Math.Min(rows.Length, first + SegmentMaker.MostRows);
            var collector = new RowCollector(shape.Dimensions, end - first);
            for (var i = first; i < end; i++)
            {
                parts[rows[i].Part].Segment.Read(rows[i].Row, vector);
                TensorPrimitives.ConvertToHalf(vector, halves);
                collector.Add(rows[i].Id, halves);
            }

            yield return new IndexPart(collector.Make(), null);
        }

        GC.KeepAlive(parts);
    }

    /// <summary>The rows that count, ascending.</summary>
    public static IEnumerable<int> LiveRows(IndexPart part)
    {
        for (var block = 0; block < part.Live.Length; block++)
        {
            for (var rest = part.Live[block]; rest != 0; rest &= rest - 1)
            {
                yield return (block * SegmentShape.BlockRows) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    private static IEnumerable<PhotoId> LiveIds(IndexPart part) => LiveRows(part).Select(row => part.Segment.Ids[row]);

    private static void Mark(IndexSnapshot index, PhotoId id, List<int>[] gone)
    {
        for (var i = 0; i < index.Parts.Length; i++)
        {
            var row = index.Parts[i].Find(id);
            if (row >= 0) gone[i].Add(row);
        }
    }
}
