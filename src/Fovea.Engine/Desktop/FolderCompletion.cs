using System.Globalization;
using System.IO.Enumeration;

namespace Fovea.Engine.Desktop;

/// <summary>Completes the path of a folder while a person types it.</summary>
/// <remarks>
/// Lists one folder, never what is below it, so that a slow drive costs one listing. Names that are not text are left out: they cannot
/// be typed.
/// </remarks>
public static class FolderCompletion
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private static readonly StringComparer Natural = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>
    /// Folders whose path begins as typed, in natural order. The last part is compared without case on macOS and Windows, and on Linux
    /// unless it holds a capital; hidden folders come only when it begins with a dot. Nothing typed: home, pictures, drives.
    /// </summary>
    /// <param name="typed">What was typed: absolute, beginning with "~", or meant below the home folder.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>Absolute paths without a separator at the end; empty where nothing fits or the folder may not be read.</returns>
    public static IReadOnlyList<string> Complete(string typed, int limit) => Complete(typed, limit, FolderStarts.Current());

    internal static IReadOnlyList<string> Complete(string typed, int limit, FolderStarts starts)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (typed.Contains('\0', StringComparison.Ordinal)) return [];
        if (string.IsNullOrWhiteSpace(typed)) return [.. Suggest(starts).Take(limit)];
        if (typed == "~") return [.. new[] { starts.Home }.Where(Directory.Exists).Take(limit)];

        var path = UserFolders.Expand(typed, starts.Home);
        if (!Path.IsPathRooted(path)) path = Path.Combine(starts.Home, path);
        var prefix = Path.GetFileName(path);
        var folder = Path.GetFullPath(path[..^prefix.Length]);
        var comparison = OperatingSystem.IsLinux() && prefix.Any(char.IsUpper) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return [.. Folders(folder, prefix.StartsWith('.'))
            .Where(name => name.StartsWith(prefix, comparison))
            .Order(Natural).ThenBy(name => name, StringComparer.Ordinal)
            .Take(limit)
            .Select(name => Path.Combine(folder, name))];
    }

    private static IEnumerable<string> Suggest(FolderStarts starts) => new[] { starts.Pictures, starts.Home }
        .Concat(starts.DriveFolders.SelectMany(folder => Folders(folder, withHidden: false).Order(Natural).Select(name => Path.Combine(folder, name))))
        .Where(folder => folder.Length > 0 && Directory.Exists(folder))
        .Concat(starts.Drives)
        .Distinct();

    private static List<string> Folders(string folder, bool withHidden)
    {
        try
        {
            return [.. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.FileName.ToString(), Everything)
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                    (withHidden || !IsHidden(ref entry)) && entry.IsDirectory && !entry.FileName.Contains('\uFFFD'),
            }];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static bool IsHidden(ref FileSystemEntry entry) =>
        entry.FileName.StartsWith('.') || (!OperatingSystem.IsLinux() && (entry.Attributes & FileAttributes.Hidden) != 0);
}
