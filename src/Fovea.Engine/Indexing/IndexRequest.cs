using System.Collections.Frozen;

namespace Fovea.Engine.Indexing;

/// <summary>What to bring up to date, and what a person has allowed.</summary>
public sealed record IndexRequest
{
    /// <summary>The roots or folders.</summary>
    public required IReadOnlyList<IndexTarget> Targets { get; init; }

    /// <summary>Whether photos that are gone leave the catalog however many they are. Default: no.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether failed photos are tried again although they have not changed. Default: no.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>
    /// Whether the model's vectors are made of the thumbnails, and of nothing else: no folder is looked at, so that it is quick and works for
    /// photos that are away. Only photos that are indexed already get one. Default: no.
    /// </summary>
    public bool FromThumbnails { get; init; }

    /// <summary>Whether a change to another model that is under way is gone on with afterwards. Default: yes.</summary>
    public bool ContinuesChange { get; init; } = true;

    /// <summary>How many photos get a vector of the next model at most, so that other work has its turn. Default (null): all.</summary>
    public int? ChangeLimit { get; init; }

    /// <summary>
    /// Absolute paths of files and folders that were seen to be deleted or moved away. What is gone from there leaves the catalog however
    /// much it is: no drive that is away looks like that. Default: none.
    /// </summary>
    public IReadOnlySet<string> Taken { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// Asked when too many photos of a root are gone at once and <see cref="Prune"/> is not set: the root, how many are gone, of how many.
    /// True removes them. Null: they are kept as offline.
    /// </summary>
    public Func<LibraryRoot, int, int, bool>? ConfirmRemoval { get; init; }
}
