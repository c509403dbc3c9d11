namespace Fovea.Engine.Searching;

/// <summary>A photo and when it was taken; compares as newest first, unknown dates last, equal ones by id.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Ticks">Local time; −1 when unknown.</param>
internal readonly record struct DatedPhoto(PhotoId Id, long Ticks) : IComparable<DatedPhoto>
{
    public static DatedPhoto Of(PhotoCell cell) => new(cell.Id, cell.Taken?.Ticks ?? -1);

    public static DatedPhoto Undated(PhotoId id) => new(id, -1);

    public int CompareTo(DatedPhoto other) => Ticks != other.Ticks ? other.Ticks.CompareTo(Ticks) : Id.CompareTo(other.Id);
}
