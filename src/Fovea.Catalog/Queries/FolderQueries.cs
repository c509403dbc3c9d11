using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>The tree of folders that hold photos, one level at a time.</summary>
internal static class FolderQueries
{
    public static List<FolderCount> Roots(CatalogConnection connection)
    {
        var photos = RootQueries.Counts(connection).ToDictionary(counts => counts.Root, counts => counts.Indexed);
        return [.. RootQueries.All(connection).Select(root => new FolderCount(root.Path, photos.GetValueOrDefault(root.Id)))];
    }

    /// <summary>The folders directly in an absolute one, by the bytes of their names' keys.</summary>
    public static List<FolderCount> Below(CatalogConnection connection, PathRules rules, string parent)
    {
        var prefix = rules.PrefixOf(rules.Key(parent));
        var roots = RootQueries.All(connection);
        var below = roots.Where(root => IsBelow(rules, root, prefix)).ToList();
        var folders = new List<(string Name, long Photos)>();
        if (below.Count > 0)
        {
            var photos = RootQueries.Counts(connection).ToDictionary(counts => counts.Root, counts => counts.Indexed);
            folders.AddRange(below.Select(root => (NameAt(rules, rules.Below(parent, root.Path), 0), photos[root.Id])));
        }
        else if (FolderScope.Of(rules, roots, parent).FirstOrDefault() is { } scope)
        {
            folders = InScope(connection, rules, scope);
        }

        return [.. folders.GroupBy(folder => Convert.ToHexString(rules.Key(folder.Name)), StringComparer.Ordinal)
            .Select(group => (group.Key, Folder: new FolderCount(rules.Join(parent, group.First().Name), group.Sum(folder => folder.Photos))))
            .Where(group => group.Folder.Photos > 0)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Folder)];
    }

    // One pass over the keys alone, in their order: photos of one folder lie together, and only the first of them is asked for its path.
    private static List<(string Name, long Photos)> InScope(CatalogConnection connection, PathRules rules, FolderScope scope)
    {
        var sql = "SELECT path_key, id FROM photos INDEXED BY photos_folder WHERE is_searchable = 1 AND root_id = ?1";
        if (scope.Prefix is not null) sql += " AND path_key >= ?2 AND path_key < ?3";
        using var rows = connection.Prepare($"{sql} ORDER BY path_key");
        rows.Bind(1, scope.Root.Value);
        if (scope.Prefix is { } prefix) rows.Bind(2, prefix).Bind(3, PathRules.EndOf(prefix));

        var start = scope.Prefix?.Length ?? 0;
        var depth = scope.Prefix?.Count(b => b == rules.Separator) ?? 0;
        var folders = new List<(string Name, long Photos)>();
        byte[] current = [];
        while (rows.Step())
        {
            var key = rows.GetBytes(0);
            if (current.Length == 0 || !key.StartsWith(current))
            {
                var end = key[start..].IndexOf((byte)rules.Separator);
                if (end < 0) continue;
                current = key[..(start + end + 1)].ToArray();
                folders.Add((NameAt(rules, PathOf(connection, rows.GetInt64(1)), depth), 0));
            }

            folders[^1] = (folders[^1].Name, folders[^1].Photos + 1);
        }

        return folders;
    }

    private static bool IsBelow(PathRules rules, LibraryRoot root, byte[] prefix)
    {
        var own = rules.PrefixOf(rules.Key(root.Path));
        return own.Length > prefix.Length && own.AsSpan().StartsWith(prefix);
    }

    private static string PathOf(CatalogConnection connection, long photo)
    {
        using var row = connection.Prepare("SELECT path FROM photos WHERE id = ?1");
        return row.Bind(1, photo).Step() ? StoredValue.Path(row.GetBytes(0)) : "";
    }

    private static string NameAt(PathRules rules, string path, int depth) => path.Split(rules.Separator)[depth];
}
