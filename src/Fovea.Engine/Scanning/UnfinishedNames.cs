namespace Fovea.Engine.Scanning;

/// <summary>What programs call a file while they fetch it. Its content looks like a photo long before it is one; in the end it gets its own name.</summary>
internal static class UnfinishedNames
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".part", ".partial", ".crdownload", ".opdownload", ".download", ".filepart",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a file of this name is not finished.</summary>
    public static bool Has(ReadOnlySpan<char> name) => Lookup.Contains(Path.GetExtension(name));
}
