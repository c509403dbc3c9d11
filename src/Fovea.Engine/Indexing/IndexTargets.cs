using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>Where folders lie in the library.</summary>
internal static class IndexTargets
{
    /// <summary>The target that an absolute folder is; null if it is not part of the library.</summary>
    public static IndexTarget? Locate(string folder, IReadOnlyList<LibraryRoot> roots)
    {
        var root = roots.FirstOrDefault(root => FilePaths.IsAtOrBelow(folder, root.Path));
        return root is null ? null : new IndexTarget(root, FilePaths.Below(folder, root.Path));
    }

    /// <summary>
    /// The targets as the catalog knows their roots now (they may have become part of another root, or been forgotten, since they were
    /// named), without those that lie inside another: each file belongs to one target.
    /// </summary>
    public static IReadOnlyList<IndexTarget> Resolve(IEnumerable<IndexTarget> targets, IReadOnlyList<LibraryRoot> roots)
    {
        var resolved = new List<(string Path, IndexTarget Target)>();
        foreach (var path in targets.Select(target => FilePaths.Join(target.Root.Path, target.Below)).OrderBy(path => path.Length))
        {
            if (resolved.Exists(outer => FilePaths.IsAtOrBelow(path, outer.Path))) continue;
            if (Locate(path, roots) is { } target) resolved.Add((path, target));
        }

        return resolved.ConvertAll(pair => pair.Target);
    }
}
