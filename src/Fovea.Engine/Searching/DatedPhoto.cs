namespace Fovea.Engine.Searching;

/// <summary>A photo and when it was taken; compares as newest first, unknown dates last, equal ones by id.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Taken">Local time; null when unknown.</param>
internal readonly record struct DatedPhoto(PhotoId Id, DateTime? Taken) : IComparable<DatedPhoto>
{
    public static DatedPhoto Of(PhotoCell cell) => new(cell.Id, cell.Taken);

    public int CompareTo(DatedPhoto other)
    {
        var byDate = Nullable.Compare(other.Taken, Taken);
        return byDate != 0 ? byDate : Id.CompareTo(other.Id);
    }
}
