namespace Fovea;

/// <summary>The file name extensions of camera RAW formats. A name is only a hint; where files are paired by name, it is all there is.</summary>
public static class RawExtensions
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "dng", "cr2", "cr3", "crw", "nef", "nrw", "arw", "srf", "sr2", "raf", "orf", "rw2", "rwl", "raw", "pef", "srw", "x3f", "erf", "kdc", "dcr", "k25",
        "mrw", "mef", "mos", "iiq", "3fr", "fff",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All of them, in lower case, without a dot.</summary>
    public static IReadOnlyCollection<string> All => Extensions;

    /// <summary>Whether a file's name ends as that of a RAW file does, in whatever case.</summary>
    public static bool IsRaw(ReadOnlySpan<char> name) => Lookup.Contains(Path.GetExtension(name).TrimStart('.'));
}
