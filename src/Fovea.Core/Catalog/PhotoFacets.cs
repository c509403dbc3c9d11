namespace Fovea;

/// <summary>What there is to filter by, over all indexed photos, offline ones included. A photo without a value is in no list.</summary>
public sealed record PhotoFacets
{
    /// <summary>Cameras by <see cref="CameraName"/>; the most used first, equal ones by name.</summary>
    public required IReadOnlyList<FacetValue> Cameras { get; init; }

    /// <summary>Names of <see cref="PhotoFormat"/> in lower case ("jpeg", "heif"); the most used first.</summary>
    public required IReadOnlyList<FacetValue> Formats { get; init; }

    /// <summary>Names of <see cref="PhotoShape"/> in lower case; in the order of its numbers.</summary>
    public required IReadOnlyList<FacetValue> Shapes { get; init; }

    /// <summary>Years in which photos were taken, four digits; the latest first.</summary>
    public required IReadOnlyList<FacetValue> Years { get; init; }

    /// <summary>How many are marked as favourites.</summary>
    public required long Favourites { get; init; }

    /// <summary>How many cannot be reached now.</summary>
    public required long Offline { get; init; }

    /// <summary>How many there are.</summary>
    public required long Total { get; init; }
}
