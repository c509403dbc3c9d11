namespace Fovea.Catalog.Queries;

/// <summary>What a folder covers of one root: all of it, or what has a key with a prefix.</summary>
/// <param name="Root">The root.</param>
/// <param name="Prefix">What the keys below the root begin with; null for the whole root.</param>
internal sealed record FolderScope(RootId Root, byte[]? Prefix)
{
    /// <summary>The scopes of an absolute folder: one if it is at or below a root, several if it is above them, else none.</summary>
    public static IEnumerable<FolderScope> Of(PathRules rules, IReadOnlyList<LibraryRoot> roots, string folder)
    {
        var wanted = rules.PrefixOf(rules.Key(folder));
        foreach (var root in roots)
        {
            var own = rules.PrefixOf(rules.Key(root.Path));
            if (own.AsSpan().StartsWith(wanted)) yield return new FolderScope(root.Id, null);
            else if (wanted.AsSpan().StartsWith(own)) yield return new FolderScope(root.Id, wanted[own.Length..]);
        }
    }
}
