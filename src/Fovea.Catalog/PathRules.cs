using System.Text;

namespace Fovea.Catalog;

/// <summary>
/// How one platform compares paths. A key is made of a path such that two paths name one file if their keys have the same bytes, and
/// such that whatever lies below a folder has a key that begins with the folder's key and a separator.
/// </summary>
internal sealed class PathRules
{
    private readonly Func<string, string> _fold;

    private PathRules(char separator, Func<string, string> fold)
    {
        Separator = separator;
        _fold = fold;
    }

    /// <summary>Byte for byte.</summary>
    public static PathRules Linux { get; } = new('/', path => path);

    /// <summary>Ignoring Unicode normalisation.</summary>
    public static PathRules Mac { get; } = new('/', Compose);

    /// <summary>Ignoring case; both separators are one.</summary>
    public static PathRules Windows { get; } = new('\\', path => path.Replace('/', '\\').ToUpperInvariant());

    /// <summary>The rules of the platform the program runs on.</summary>
    public static PathRules Current { get; } =
        OperatingSystem.IsWindows() ? Windows : OperatingSystem.IsMacOS() ? Mac : Linux;

    /// <summary>The separator of stored paths and keys.</summary>
    public char Separator { get; }

    /// <summary>The key of a path, absolute or not.</summary>
    public byte[] Key(string path) => PathText.ToBytes(_fold(path));

    /// <summary>What the keys of everything below a folder begin with.</summary>
    /// <param name="folderKey">Key of the folder; that of a file system's own root ends with the separator.</param>
    public byte[] PrefixOf(ReadOnlySpan<byte> folderKey) =>
        folderKey[^1] == Separator ? folderKey.ToArray() : [.. folderKey, (byte)Separator];

    /// <summary>An absolute path from a root's and one below it.</summary>
    public string Join(string root, string path) => root[^1] == Separator ? root + path : root + Separator + path;

    /// <summary>What follows a folder's path in that of a folder below it, with a separator at the end.</summary>
    public string Below(string outer, string inner)
    {
        // Folders are counted, not characters: one name may be written in two ways of different length.
        var rest = inner.AsSpan();
        foreach (var c in Join(outer, ""))
        {
            if (c == Separator) rest = rest[(rest.IndexOf(Separator) + 1)..];
        }

        return Join(rest.ToString(), "");
    }

    /// <summary>The first key after all those that begin with a prefix.</summary>
    /// <param name="prefix">Ends with the separator, whose byte is less than 255.</param>
    public static byte[] EndOf(ReadOnlySpan<byte> prefix) => [.. prefix[..^1], (byte)(prefix[^1] + 1)];

    // Text that is not valid cannot be normalised: it is kept, and what lies between is normalised.
    private static string Compose(string path)
    {
        if (!PathText.HasInvalidText(path)) return path.Normalize(NormalizationForm.FormC);
        var result = new StringBuilder(path.Length);
        var start = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (Rune.TryGetRuneAt(path, i, out var rune))
            {
                i += rune.Utf16SequenceLength - 1;
                continue;
            }

            result.Append(path[start..i].Normalize(NormalizationForm.FormC)).Append(path[i]);
            start = i + 1;
        }

        return result.Append(path[start..].Normalize(NormalizationForm.FormC)).ToString();
    }
}
