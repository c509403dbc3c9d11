using System.Globalization;
using System.Text;

namespace Fovea.Clip;

/// <summary>The named character references of the HTML standard, loaded from the resource when a text first has one.</summary>
internal static class HtmlEntities
{
    private static readonly Lazy<Dictionary<string, (string Text, bool MayLackSemicolon)>> Names = new(Load);

    /// <summary>Looks a name up, given without its semicolon; only some names are known without one.</summary>
    public static bool TryGet(ReadOnlySpan<char> name, bool terminated, out string text)
    {
        var found = Names.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var entity) && (terminated || entity.MayLackSemicolon);
        text = found ? entity.Text : "";
        return found;
    }

    private static Dictionary<string, (string Text, bool MayLackSemicolon)> Load()
    {
        using var stream = typeof(HtmlEntities).Assembly.GetManifestResourceStream("Fovea.Clip.HtmlEntities.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var names = new Dictionary<string, (string, bool)>(2200, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var parts = line.Split(' ');
            var text = string.Concat(parts.Skip(1).Select(p => char.ConvertFromUtf32(int.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            names.Add(parts[0].TrimEnd('!'), (text, parts[0].EndsWith('!')));
        }

        return names;
    }
}
