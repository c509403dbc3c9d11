using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>The difference between what lies under a target and what the catalog knows.</summary>
internal sealed class RootDelta(IndexTarget target)
{
    public IndexTarget Target { get; } = target;

    /// <summary>Whether the root cannot be reached, or is empty as an unmounted drive is.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Photos (indexed or failed) known before the run.</summary>
    public int KnownPhotos { get; init; }

    /// <summary>Whether a known photo was not there when last looked for: it may be there now, or may not.</summary>
    public bool HadMissing { get; init; }

    /// <summary>Files found on the disk.</summary>
    public int Scanned { get; init; }

    /// <summary>Files to open.</summary>
    public List<WorkItem> Work { get; } = [];

    /// <summary>Changes that need no file to be opened: a RAW twin that came or went, a photo that is back, a text that is gone.</summary>
    public List<CatalogChange> Changes { get; } = [];

    /// <summary>Known files that were not found. Workers take out those that turn up elsewhere.</summary>
    public Dictionary<PhotoId, KnownFile> Vanished { get; } = [];

    /// <summary>Known files below folders that could not be read, or where a drive is away: kept, whatever a person allowed.</summary>
    public List<KnownFile> OutOfReach { get; } = [];

    /// <summary>Files that are as the catalog knows them.</summary>
    public int Unchanged { get; set; }

    /// <summary>Unchanged files that failed in an earlier run.</summary>
    public int FailedBefore { get; set; }

    /// <summary>Folders that could not be read.</summary>
    public IReadOnlyList<ScanIssue> Issues { get; init; } = [];
}
