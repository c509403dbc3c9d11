namespace Fovea.Imaging;

/// <summary>
/// Where each pixel of the tile comes from, in the coordinates of the upright picture: the picture is resized to
/// <see cref="ResizedWidth"/> × <see cref="ResizedHeight"/>, the window at (<see cref="CropX"/>, <see cref="CropY"/>) is cut out of it and
/// laid at (<see cref="TileX"/>, <see cref="TileY"/>) on a tile of <see cref="TileWidth"/> × <see cref="TileHeight"/>.
/// </summary>
internal sealed record ResizePlan
{
    private ResizePlan(int resizedWidth, int resizedHeight, int tileWidth, int tileHeight, Interpolation interpolation, byte fill)
    {
        (ResizedWidth, ResizedHeight) = (Math.Max(1, resizedWidth), Math.Max(1, resizedHeight));
        (TileWidth, TileHeight, Interpolation, Fill) = (tileWidth, tileHeight, interpolation, fill);
        (CropX, TileX, CropWidth) = Centre(ResizedWidth, tileWidth);
        (CropY, TileY, CropHeight) = Centre(ResizedHeight, tileHeight);
    }

    public int ResizedWidth { get; }

    public int ResizedHeight { get; }

    public int CropX { get; }

    public int CropY { get; }

    public int CropWidth { get; }

    public int CropHeight { get; }

    public int TileX { get; }

    public int TileY { get; }

    public int TileWidth { get; }

    public int TileHeight { get; }

    public Interpolation Interpolation { get; }

    /// <summary>The value of the tile's pixels that the picture does not cover.</summary>
    public byte Fill { get; }

    /// <summary>
    /// What a model's preprocessing means for a picture of this size. Sizes and offsets follow torchvision (Resize, CenterCrop) and, for
    /// tiles that are not square and for <see cref="ResizeMode.LongestSide"/>, OpenCLIP (ResizeKeepRatio, CenterCropOrPad).
    /// </summary>
    public static ResizePlan For(int width, int height, PreprocessSpec spec)
    {
        var (resizedWidth, resizedHeight) = spec.Mode switch
        {
            ResizeMode.Squash => (spec.Width, spec.Height),
            ResizeMode.LongestSide when spec.ResizeTo is { } side => KeepRatio(width, height, Math.Max((double)width / side, (double)height / side)),
            ResizeMode.LongestSide => KeepRatio(width, height, Math.Max((double)width / spec.Width, (double)height / spec.Height)),
            _ when spec.ResizeTo is { } side => Shortest(width, height, side),
            _ when spec.Width == spec.Height => Shortest(width, height, spec.Width),
            _ => KeepRatio(width, height, Math.Min((double)width / spec.Width, (double)height / spec.Height)),
        };
        var fill = spec.Mode == ResizeMode.LongestSide ? spec.Fill : (byte)0;
        return new ResizePlan(resizedWidth, resizedHeight, spec.Width, spec.Height, spec.Interpolation, fill);
    }

    /// <summary>The whole picture, as large as <paramref name="size"/> allows, never enlarged.</summary>
    public static ResizePlan Fit(int width, int height, ThumbnailSpec size) => To(size.Fit(width, height));

    /// <summary>The whole picture at a size.</summary>
    public static ResizePlan To((int Width, int Height) size) => new(size.Width, size.Height, size.Width, size.Height, Interpolation.Bicubic, 0);

    private static (int Width, int Height) Shortest(int width, int height, int side) =>
        width <= height
            ? (side, Saturate((long)side * height / width))
            : (Saturate((long)side * width / height), side);

    private static (int Width, int Height) KeepRatio(int width, int height, double ratio) =>
        (Math.Max(1, Saturate((long)Math.Round(width / ratio))), Math.Max(1, Saturate((long)Math.Round(height / ratio))));

    private static int Saturate(long value) => (int)Math.Min(value, int.MaxValue);

    // torchvision rounds the crop's offset half to even, and gives the odd pixel of a border to the right and the bottom.
    private static (int Crop, int Tile, int Length) Centre(int resized, int tile) =>
        resized >= tile
            ? ((int)Math.Round((resized - tile) / 2.0, MidpointRounding.ToEven), 0, tile)
            : (0, (tile - resized) / 2, resized);
}
