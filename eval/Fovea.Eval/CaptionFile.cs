namespace Fovea.Eval;

/// <summary>Captions of photos, several a photo.</summary>
internal static class CaptionFile
{
    /// <summary>Reads lines of <c>path TAB caption</c>; empty lines are left out.</summary>
    /// <exception cref="InvalidDataException">A line has no tab.</exception>
    public static IReadOnlyList<(string Photo, string Caption)> Read(string path)
    {
        var captions = new List<(string Photo, string Caption)>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0) continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0) throw new InvalidDataException($"Line {number} of {path} has no tab between path and caption.");
            captions.Add((line[..tab], line[(tab + 1)..]));
        }

        return captions;
    }
}
