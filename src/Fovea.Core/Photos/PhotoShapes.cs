namespace Fovea;

/// <summary>Which shape a picture has.</summary>
public static class PhotoShapes
{
    /// <summary>The shape of an upright picture; null when a side is not positive, which is unknown.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static PhotoShape? Of(int width, int height)
    {
        if (width <= 0 || height <= 0) return null;
        var (shorter, longer) = width < height ? (width, height) : (height, width);
        if (shorter * 20L >= longer * 19L) return PhotoShape.Square;
        return width > height ? PhotoShape.Landscape : PhotoShape.Portrait;
    }
}
