namespace Fovea.Engine.Searching;

/// <summary>Puts photos in order, newest first, and remembers the order of the last list: the page of all photos is opened most often. Thread-safe.</summary>
internal sealed class NewestFirst
{
    private volatile Ordered? _last;

    /// <summary>The ids, newest first.</summary>
    public static PhotoId[] Of(IReadOnlyList<PhotoCell> cells)
    {
        DatedPhoto[] photos = [.. cells.Select(DatedPhoto.Of)];
        Array.Sort(photos);
        return Array.ConvertAll(photos, photo => photo.Id);
    }

    /// <summary>The same; the ids that were given last time where it is the same list. Nobody may change them.</summary>
    public PhotoId[] Order(IReadOnlyList<PhotoCell> cells)
    {
        var last = _last;
        if (last is null || !ReferenceEquals(last.Cells, cells)) _last = last = new Ordered(cells, Of(cells));
        return last.Ids;
    }

    private sealed record Ordered(IReadOnlyList<PhotoCell> Cells, PhotoId[] Ids);
}
