using System.Numerics.Tensors;

namespace Fovea.Vectors.Segments;

/// <summary>
/// Vectors of one space in the form in which they are searched and stored: never changed once it is made, so any number of searches and indexes
/// may share it.
/// </summary>
internal sealed unsafe class Segment
{
    /// <param name="shape">Where everything lies.</param>
    /// <param name="largestLength">At least the length of every row as it is coded, without the mean.</param>
    /// <param name="largestRow">At least the length of every stored row.</param>
    /// <param name="rowExponent">The power of two by which stored rows were multiplied.</param>
    /// <param name="hot">The hot region.</param>
    /// <param name="codes">The region of codes.</param>
    /// <param name="rows">The stored rows.</param>
    public Segment(SegmentShape shape, float largestLength, float largestRow, int rowExponent, Region hot, Region codes, SegmentRows rows)
    {
        Shape = shape;
        LargestLength = largestLength;
        LargestRow = largestRow;
        RowExponent = rowExponent;
        Hot = hot;
        Codes = codes;
        Rows = rows;
    }

    /// <summary>The segment's own name: no other has it.</summary>
    public Guid Identity { get; init; } = Guid.NewGuid();

    /// <summary>Where everything lies.</summary>
    public SegmentShape Shape { get; }

    /// <summary>At least the length of every row as it is coded, without the mean.</summary>
    public float LargestLength { get; }

    /// <summary>At least the length of every stored row.</summary>
    public float LargestRow { get; }

    /// <summary>
    /// The power of two by which stored rows were multiplied, so that none of their numbers is subnormal: some processors take a hundred times as long
    /// over such a number.
    /// </summary>
    public int RowExponent { get; }

    /// <summary>The hot region.</summary>
    public Region Hot { get; }

    /// <summary>The region of codes.</summary>
    public Region Codes { get; }

    /// <summary>The stored rows.</summary>
    public SegmentRows Rows { get; }

    /// <summary>Vectors.</summary>
    public int Count => Shape.Count;

    /// <summary>Photo ids, ascending.</summary>
    public ReadOnlySpan<PhotoId> Ids => new(Hot.Pointer + Shape.Ids, Count);

    /// <summary>Copies a vector as it was given.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="vector">Receives <see cref="SegmentShape.Dimensions"/> numbers.</param>
    /// <exception cref="VectorIndexException">The file no longer holds what was written.</exception>
    public void Read(int row, Span<float> vector)
    {
        TensorPrimitives.ConvertToSingle(Rows.Read(row, new Half[Shape.RowLength])[..vector.Length], vector);
        TensorPrimitives.Multiply(vector, MathF.ScaleB(1, -RowExponent), vector);
        GC.KeepAlive(this);
    }

    /// <summary>The row of a photo; negative if it is not here.</summary>
    public int Find(PhotoId id)
    {
        var row = Ids.BinarySearch(id);
        GC.KeepAlive(this);
        return row;
    }
}
