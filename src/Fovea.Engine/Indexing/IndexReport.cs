using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>What a run did.</summary>
public sealed record IndexReport
{
    /// <summary>Photos that were not known.</summary>
    public int New { get; init; }

    /// <summary>Photos whose bytes changed, or that got a vector of another model.</summary>
    public int Changed { get; init; }

    /// <summary>Photos that got no vector because they have no thumbnail to make it of.</summary>
    public int WithoutThumbnail { get; init; }

    /// <summary>Photos found at another path.</summary>
    public int Moved { get; init; }

    /// <summary>Photos that left the catalog.</summary>
    public int Removed { get; init; }

    /// <summary>Photos as they were.</summary>
    public int Unchanged { get; init; }

    /// <summary>Files that are not photos, found in this run: what they are, and how many, most first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> NotPhotos { get; init; } = [];

    /// <summary>Photos of the roots of this run that cannot be reached now.</summary>
    public long Offline { get; init; }

    /// <summary>Files that failed in this run, by path.</summary>
    public IReadOnlyList<FailedFile> Failures { get; init; } = [];

    /// <summary>Files that failed in an earlier run and have not changed.</summary>
    public int FailedBefore { get; init; }

    /// <summary>Roots that could not be reached.</summary>
    public IReadOnlyList<LibraryRoot> OfflineRoots { get; init; } = [];

    /// <summary>Photos that are gone and were kept.</summary>
    public IReadOnlyList<KeptPhotos> Kept { get; init; } = [];

    /// <summary>Folders that could not be read.</summary>
    public IReadOnlyList<ScanIssue> Issues { get; init; } = [];

    /// <summary>How far a change to another model is; null: none is under way, or it was left alone.</summary>
    public ModelChangeReport? ModelChange { get; init; }

    /// <summary>Where the time went; null if no file had to be opened.</summary>
    public IndexStatistics? Statistics { get; init; }

    /// <summary>Wall-clock time, without pauses.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Photos encoded per second of the whole run; 0 if none was.</summary>
    public double PhotosPerSecond { get; init; }
}
