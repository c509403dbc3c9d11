namespace Fovea.Imaging;

/// <summary>What is wanted of a picture.</summary>
/// <param name="Plan">The tile that is wanted of an upright picture of a given width and height.</param>
/// <param name="Thumbnail">The small copy that is wanted beside it, if any.</param>
/// <param name="IsForPeople">Whether the tile is to be looked at: it is brought to sRGB then. Models get the stored numbers.</param>
/// <param name="IsLargeEnough">Whether a RAW file's own preview of a width and height will do.</param>
internal sealed record PictureOrder(Func<int, int, ResizePlan> Plan, ThumbnailSpec? Thumbnail, bool IsForPeople, Func<int, int, bool> IsLargeEnough)
{
    // Of 100: two sizes of one picture differ by what their sides are rounded to; bars at the edges differ by more.
    private const int ShapeTolerance = 2;

    /// <summary>
    /// The small copy that there must be pixels for, whether it is wanted or not: a model's tile is the same with and without one. Null where the tile
    /// alone counts.
    /// </summary>
    public ThumbnailSpec? Scale => IsForPeople ? null : Thumbnail ?? ThumbnailSpec.Default;

    /// <summary>
    /// Whether a smaller picture of a photo has the photo's shape and enough pixels to stand for it: as many as the tile, and 7/8 of the small copy's
    /// side. Phones put 320 × 240 into their files, which shows as well as the 341 × 256 that would be made of the photo.
    /// </summary>
    public bool WillDo(int width, int height, int fullWidth, int fullHeight)
    {
        if (width <= 0 || height <= 0 || fullWidth <= 0 || fullHeight <= 0) return false;
        var (left, right) = ((long)width * fullHeight, (long)height * fullWidth);
        if (Math.Abs(left - right) * 100 > Math.Max(left, right) * ShapeTolerance) return false;
        var plan = Plan(fullWidth, fullHeight);
        if (Math.Min(width, height) < Math.Min(plan.ResizedWidth, plan.ResizedHeight)) return false;
        if (Scale?.Fit(fullWidth, fullHeight) is not var (thumbnailWidth, thumbnailHeight)) return true;
        return Math.Min(width, height) * 8L >= Math.Min(thumbnailWidth, thumbnailHeight) * 7L;
    }

    /// <summary>The same where it is not known yet whether the picture is stored on its side.</summary>
    public bool WillDoEitherWay(int width, int height, int fullWidth, int fullHeight) =>
        WillDo(width, height, fullWidth, fullHeight) && WillDo(height, width, fullHeight, fullWidth);

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
