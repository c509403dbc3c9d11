namespace Fovea.Engine.Scanning;

/// <summary>A RAW file beside a JPEG or HEIC of the same name is the same photo: the picture is indexed, the RAW is its companion.</summary>
internal static class RawTwins
{
    // Best first: where several pictures share the name, the RAW belongs to the first.
    private static readonly string[] Pictures = [".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif"];

    /// <summary>The companion of each file name that has one, and the names that are companions.</summary>
    public static Dictionary<string, string> Find(IEnumerable<string> names)
    {
        var twins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in names.GroupBy(name => Path.GetFileNameWithoutExtension(name), StringComparer.OrdinalIgnoreCase))
        {
            var raw = group.Where(name => RawExtensions.IsRaw(name)).Order(StringComparer.Ordinal).FirstOrDefault();
            if (raw is null) continue;
            var picture = group.Select(name => (Name: name, Rank: Rank(name))).Where(p => p.Rank >= 0).OrderBy(p => p.Rank).ThenBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault().Name;
            if (picture is not null) twins[picture] = raw;
        }

        return twins;
    }

    private static int Rank(string name) =>
        Array.FindIndex(Pictures, extension => extension.Equals(Path.GetExtension(name), StringComparison.OrdinalIgnoreCase));
}
