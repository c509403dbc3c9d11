namespace Fovea;

/// <summary>Which photos a search may return. Conditions combine with "and"; the default lets everything through.</summary>
public sealed record PhotoFilter
{
    /// <summary>Absolute folders: a photo must lie in or below one of them. Empty: anywhere.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Taken at or after this local time. Null: no lower bound. A photo without a time does not pass.</summary>
    public DateTime? TakenFrom { get; init; }

    /// <summary>Taken before this local time. Null: no upper bound. A photo without a time does not pass.</summary>
    public DateTime? TakenBefore { get; init; }

    /// <summary>Names as <see cref="CameraName"/> gives them, compared exactly: any of these. Empty: any camera or none.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = [];

    /// <summary>Any of these. Empty: all.</summary>
    public IReadOnlyList<PhotoFormat> Formats { get; init; } = [];

    /// <summary>Any of these; a photo of unknown size does not pass. Empty: all.</summary>
    public IReadOnlyList<PhotoShape> Shapes { get; init; } = [];

    /// <summary>Only those that cannot be reached now, or only those that can. Null: both.</summary>
    public bool? IsOffline { get; init; }

    /// <summary>Only favourites, or only others. Null: both.</summary>
    public bool? IsFavourite { get; init; }

    /// <summary>Whether nothing is filtered.</summary>
    public bool IsEmpty =>
        Folders.Count == 0 && TakenFrom is null && TakenBefore is null
        && Cameras.Count == 0 && Formats.Count == 0 && Shapes.Count == 0 && IsOffline is null && IsFavourite is null;
}
