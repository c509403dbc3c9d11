namespace Fovea.Engine.Indexing;

/// <summary>
/// What became of one file: changes that are ready, a picture that still needs its vector, a failure to report, or nothing (it is gone).
/// Dispose gives the tile back.
/// </summary>
internal sealed class PreparedPhoto(WorkItem item) : IDisposable
{
    public WorkItem Item { get; } = item;

    /// <summary>The photo that was known elsewhere and is here now; committed before <see cref="Change"/>.</summary>
    public CatalogChange.Moved? Move { get; init; }

    /// <summary>What to commit. A change without its vector while there is a <see cref="Tile"/>.</summary>
    public CatalogChange? Change { get; private set; }

    /// <summary>The pixels to encode.</summary>
    public PixelTile? Tile { get; private init; }

    /// <summary>Why a known photo could not be read now: reported, while what is known of it stays.</summary>
    public PhotoFailure? Unread { get; private init; }

    /// <summary>All that is to be committed, in order.</summary>
    public IEnumerable<CatalogChange> Changes
    {
        get
        {
            if (Move is not null) yield return Move;
            if (Change is not null) yield return Change;
            if (Change is CatalogChange.Indexed && Item.Raw is not null) yield return new CatalogChange.Removed(Item.Raw.Id);
        }
    }

    public static PreparedPhoto Nothing(WorkItem item) => new(item);

    public static PreparedPhoto Ready(WorkItem item, CatalogChange? change, CatalogChange.Moved? move = null) => new(item) { Change = change, Move = move };

    public static PreparedPhoto ToEncode(WorkItem item, CatalogChange photo, PixelTile tile, CatalogChange.Moved? move = null) =>
        new(item) { Change = photo, Tile = tile, Move = move };

    public static PreparedPhoto NotRead(WorkItem item, PhotoFailure failure) => new(item) { Unread = failure };

    /// <summary>Gives the picture its unit vector.</summary>
    public void Complete(ReadOnlySpan<float> vector)
    {
        var half = new Half[vector.Length];
        for (var i = 0; i < half.Length; i++) half[i] = (Half)vector[i];
        Change = Change switch
        {
            CatalogChange.Indexed indexed => indexed with { Vector = half },
            CatalogChange.Embedded embedded => embedded with { Vector = half },
            var other => throw new InvalidOperationException($"A {other?.GetType().Name} takes no vector."),
        };
        Dispose();
    }

    /// <summary>Notes that the model gave the picture no vector.</summary>
    public void Fail(string reason)
    {
        var failure = new PhotoFailure(PhotoFailureKind.NoVector, reason);
        Change = Change is CatalogChange.Indexed photo
            ? new CatalogChange.Failed(photo.Root, photo.Path, photo.Companion, photo.Stamp, photo.Hash, failure)
            : null;
        Dispose();
    }

    public void Dispose() => Tile?.Dispose();
}
