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

    /// <summary>Whether nothing is filtered.</summary>
    public bool IsEmpty => Folders.Count == 0 && TakenFrom is null && TakenBefore is null;
}
