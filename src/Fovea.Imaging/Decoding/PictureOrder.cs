namespace Fovea.Imaging;

/// <summary>What is wanted of a picture.</summary>
/// <param name="Plan">The tile that is wanted of an upright picture of a given width and height.</param>
/// <param name="Thumbnail">The small copy that is wanted beside it, if any.</param>
/// <param name="IsForPeople">Whether the tile is to be looked at: it is brought to sRGB then. Models get the stored numbers.</param>
/// <param name="IsLargeEnough">Whether a RAW file's own preview of a width and height will do.</param>
internal sealed record PictureOrder(Func<int, int, ResizePlan> Plan, ThumbnailSpec? Thumbnail, bool IsForPeople, Func<int, int, bool> IsLargeEnough)
{
    /// <summary>The tile of a model, and a small copy beside it.</summary>
    public static PictureOrder ForModel(PreprocessSpec preprocessing, ThumbnailSpec? thumbnail)
    {
        return new PictureOrder(Plan, thumbnail, IsForPeople: false, IsLargeEnough);

        ResizePlan Plan(int width, int height) => ResizePlan.For(width, height, preprocessing);

        bool IsLargeEnough(int width, int height)
        {
            var wanted = Plan(width, height);
            return Math.Min(width, height) >= Math.Min(wanted.ResizedWidth, wanted.ResizedHeight);
        }
    }

    /// <summary>
    /// A copy to look at. A RAW file's own preview of half the size does: it is what the camera showed, and LibRaw takes seconds for another one.
    /// </summary>
    public static PictureOrder ForPeople(ThumbnailSpec size) => new(
        (width, height) => ResizePlan.Fit(width, height, size),
        Thumbnail: null,
        IsForPeople: true,
        (width, height) => Math.Min(width, height) * 2L >= size.ShortSide || Math.Max(width, height) * 2L >= size.LongSide);
}
