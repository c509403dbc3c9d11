namespace Fovea.Engine.Desktop;

/// <summary>Names to try for a file, where the one it has may be taken.</summary>
internal static class FreeNames
{
    private const int MaxBytes = 255; // of a name, on nearly every file system
    private const int Tries = 10_000;

    /// <summary>The name itself, then numbered ones from 2; shortened where they would be too long.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="reserve">Bytes to leave free for what is appended to it.</param>
    /// <param name="number">Joins the name without its extension and a number.</param>
    public static IEnumerable<string> Of(string name, int reserve, Func<string, int, string> number)
    {
        var extension = Path.GetExtension(name);
        var stem = name[..^extension.Length];
        if (stem.Length == 0) (stem, extension) = (name, string.Empty);
        for (var i = 1; i <= Tries; i++)
        {
            var suffix = (i == 1 ? string.Empty : number(string.Empty, i)) + extension;
            var shortened = Shorten(stem, MaxBytes - reserve - PathText.ToBytes(suffix).Length);
            yield return (i == 1 ? shortened : number(shortened, i)) + extension;
        }
    }

    private static string Shorten(string text, int maxBytes)
    {
        var length = text.Length;
        while (length > 1 && (PathText.ToBytes(text[..length]).Length > maxBytes || IsSplit(text, length))) length--;
        return text[..length];
    }

    private static bool IsSplit(string text, int length) => length < text.Length && char.IsHighSurrogate(text[length - 1]) && char.IsLowSurrogate(text[length]);
}
