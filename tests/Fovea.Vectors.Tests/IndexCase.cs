namespace Fovea.Vectors.Tests;

/// <summary>One generated search.</summary>
internal sealed record IndexCase(int Dimensions, IndexRow[] Rows, float[] Query, int K, bool[]? Passing)
{
    public IEnumerable<IndexRow> PassingRows => Rows.Where((_, i) => Passing is null || Passing[i]);

    public PhotoBitmap? Filter
    {
        get
        {
            if (Passing is null) return null;
            var filter = new PhotoBitmap();
            foreach (var row in PassingRows) filter.Add(row.Id);
            return filter;
        }
    }
}
