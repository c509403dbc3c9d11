namespace Fovea.Imaging;

/// <summary>What a RAW file says about itself outside of its preview.</summary>
internal sealed class RawBlocks
{
    private const int Cr3SearchBytes = 1 << 16;

    private RawBlocks(IReadOnlyList<ReadOnlyMemory<byte>> exif)
    {
        Exif = exif;
        foreach (var block in exif)
        {
            var size = ExifData.Read(block.Span).Size;
            if ((long)size.Width * size.Height > (long)Width * Height) (Width, Height) = size;
        }
    }

    /// <summary>TIFF structures: the file itself, or those inside of it.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Exif { get; }

    /// <summary>Width of the stored picture; 0 when unknown.</summary>
    public int Width { get; private init; }

    /// <summary>Height of the stored picture; 0 when unknown.</summary>
    public int Height { get; private init; }

    /// <summary>Finds the blocks. Never throws.</summary>
    public static RawBlocks Read(ReadOnlyMemory<byte> file)
    {
        if (TiffBlock.TryOpen(file.Span, out _)) return new RawBlocks([file]);
        var blocks = new List<ReadOnlyMemory<byte>>();
        var head = file[..Math.Min(file.Length, Cr3SearchBytes)];

        // Canon's CR3 holds EXIF's directories as separate TIFF structures in boxes CMT1 (picture), CMT2 (exposure) and CMT4 (place).
        foreach (var name in (ReadOnlySpan<string>)["CMT1", "CMT2", "CMT4"])
        {
            var at = head.Span.IndexOf(System.Text.Encoding.ASCII.GetBytes(name));
            if (at >= 0) blocks.Add(head[(at + 4)..]);
        }

        return new RawBlocks(blocks);
    }

    /// <summary>The same, of a picture that is at least as large as a preview of it.</summary>
    public RawBlocks AtLeast(int width, int height) =>
        (long)width * height > (long)Width * Height ? new RawBlocks(Exif) { Width = width, Height = height } : this;

    /// <summary>The size of the full upright picture: the RAW's own, or the preview's where that is unknown or smaller.</summary>
    public (int Width, int Height) FullSize(Orientation orientation, int previewWidth, int previewHeight)
    {
        var (width, height) = orientation.Apply(Width, Height);
        return (long)width * height > (long)previewWidth * previewHeight ? (width, height) : (previewWidth, previewHeight);
    }
}
