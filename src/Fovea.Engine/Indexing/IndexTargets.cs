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
        var ordered = targets.Select(target => (Path: FilePaths.Join(target.Root.Path, target.Below), target.IsDeep)).OrderBy(target => target.Path.Length).ThenByDescending(target => target.IsDeep);
        foreach (var (path, isDeep) in ordered)
        {
            if (resolved.Exists(outer => outer.Target.IsDeep ? FilePaths.IsAtOrBelow(path, outer.Path) : FilePaths.Comparer.Equals(path, outer.Path))) continue;
            if (Locate(path, roots) is { } target) resolved.Add((path, target with { IsDeep = isDeep }));
        }

        return resolved.ConvertAll(pair => pair.Target);
    }
}
