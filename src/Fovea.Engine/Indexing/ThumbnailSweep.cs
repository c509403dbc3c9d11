namespace Fovea.Engine.Indexing;

/// <summary>Gives up the thumbnails of photos that left the library.</summary>
internal static class ThumbnailSweep
{
    // Which vectors there are is not asked.
    private static readonly EmbeddingSpace Any = new(string.Empty, string.Empty, string.Empty, 1);

    public static void Run(IPhotoCatalog catalog, IThumbnailStore thumbnails, CancellationToken cancellationToken)
    {
        var roots = Roots(catalog);
        var kept = roots.SelectMany(root => catalog.GetKnownFiles(root, Any)).Select(file => file.Hash).OfType<ContentHash>().ToHashSet();

        // Photos that went from one root to another meanwhile may have been in neither. The next sweep is as good.
        if (roots.SequenceEqual(Roots(catalog))) thumbnails.RemoveAllBut(kept, cancellationToken);
    }

    private static List<RootId> Roots(IPhotoCatalog catalog) => [.. catalog.GetRoots().Select(root => root.Id)];
}
