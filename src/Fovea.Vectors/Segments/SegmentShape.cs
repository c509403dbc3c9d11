namespace Fovea.Vectors.Segments;

/// <summary>
/// Where everything lies in a segment of so many vectors of so many numbers (docs/formats/segment.md). A segment has three regions: the hot one, which
/// every search reads; the codes, which a search reads of many rows; and the rows, which it reads of few. Offsets are in bytes from the
/// beginning of a region.
/// </summary>
internal sealed class SegmentShape
{
    /// <summary>Rows whose sign bits are stored together.</summary>
    public const int BlockRows = 64;

    // One load of the widest registers holds the 4-bit codes of so many numbers.
    private const int CodeStep = 128;
    private const int RowStep = 64;
    private const int CacheLine = 64;

    /// <param name="dimensions">Numbers in a vector.</param>
    /// <param name="count">Vectors.</param>
    public SegmentShape(int dimensions, int count)
    {
        Dimensions = dimensions;
        Count = count;
        CodedDimensions = Round(dimensions, CodeStep);
        RowLength = Round(dimensions, RowStep);
        Blocks = (count + BlockRows - 1) / BlockRows;

        var offset = 0L;
        Ids = Take(ref offset, sizeof(long));
        SignScales = Take(ref offset, sizeof(float));
        SignErrors = Take(ref offset, sizeof(float));
        CodeScales = Take(ref offset, sizeof(float));
        HighErrors = Take(ref offset, sizeof(float));
        FullErrors = Take(ref offset, sizeof(float));
        RowSums = Take(ref offset, sizeof(ulong));
        Signs = Take(ref offset, CodedDimensions / 8);
        Mean = offset;
        offset += Round(dimensions * sizeof(float), CacheLine);
        HotLength = offset;

        offset = 0;
        Highs = Take(ref offset, CodeLength);
        Lows = Take(ref offset, CodeLength);
        CodesLength = offset;
        RowsLength = (long)count * RowLength * sizeof(short);
    }

    /// <summary>Numbers in a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Numbers in a rotated and coded vector: the dimensions, rounded up.</summary>
    public int CodedDimensions { get; }

    /// <summary>Numbers in a stored row: the dimensions, zero-padded.</summary>
    public int RowLength { get; }

    /// <summary>Bytes of the 4-bit codes of a row.</summary>
    public int CodeLength => CodedDimensions / 2;

    /// <summary>Vectors.</summary>
    public int Count { get; }

    /// <summary>Blocks of <see cref="BlockRows"/> rows; the last may be filled up with rows of zeros.</summary>
    public int Blocks { get; }

    /// <summary>Rows with those that fill up the last block.</summary>
    public int Slots => Blocks * BlockRows;

    /// <summary>Photo ids, ascending.</summary>
    public long Ids { get; }

    /// <summary>What a row's product of signs is to be multiplied by, fp32.</summary>
    public long SignScales { get; }

    /// <summary>One standard deviation of a product of signs from the true one, for a query of length 1, fp32.</summary>
    public long SignErrors { get; }

    /// <summary>The step between two 4-bit codes, fp32; between two 8-bit codes it is a sixteenth.</summary>
    public long CodeScales { get; }

    /// <summary>The length of what the 4-bit codes leave of a row, rounded up, fp32.</summary>
    public long HighErrors { get; }

    /// <summary>The length of what the 8-bit codes leave of a row, rounded up, fp32.</summary>
    public long FullErrors { get; }

    /// <summary>XxHash3 of each stored row.</summary>
    public long RowSums { get; }

    /// <summary>Sign bits by block.</summary>
    public long Signs { get; }

    /// <summary>The vector that was subtracted from every row before it was coded, fp32.</summary>
    public long Mean { get; }

    /// <summary>Bytes of the hot region.</summary>
    public long HotLength { get; }

    /// <summary>High halves of the 8-bit codes by row.</summary>
    public long Highs { get; }

    /// <summary>Low halves of the 8-bit codes by row.</summary>
    public long Lows { get; }

    /// <summary>Bytes of the region of codes.</summary>
    public long CodesLength { get; }

    /// <summary>Bytes of the region of rows.</summary>
    public long RowsLength { get; }

    private static int Round(int value, int step) => checked((value + step - 1) / step * step);

    private long Take(ref long offset, int bytesPerRow)
    {
        var start = offset;
        offset += (long)Slots * bytesPerRow;
        return start;
    }
}
