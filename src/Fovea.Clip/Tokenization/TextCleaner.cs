using System.Text;

namespace Fovea.Clip;

/// <summary>
/// Brings a text into the form that CLIP was trained on: characters repaired, entities unescaped, white space collapsed, lower case.
/// The steps and their order are those of the reference tokenizer (ftfy's cleaning, then <c>html.unescape</c> twice, then <c>\s+</c>, then
/// Python's <c>str.lower</c>).
/// </summary>
internal static class TextCleaner
{
    /// <summary>Cleans any string, lone surrogates included. The result holds none.</summary>
    public static string Clean(string text)
    {
        if (IsPlain(text)) return Collapse(text).ToLowerInvariant();
        return PythonLowerCase.ToLower(Collapse(Repair(text)));
    }

    /// <summary>The first two steps: characters repaired, entities unescaped.</summary>
    public static string Repair(string text) => IsPlain(text) ? text : HtmlText.Unescape(HtmlText.Unescape(CharacterRepair.Repair(text).Normalize(NormalizationForm.FormC)));

    // Printable ASCII without a reference: nothing to repair.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('&', StringComparison.Ordinal);

    /// <summary>Runs of white space become one space; none is left at the ends.</summary>
    public static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        var pending = false;
        foreach (var c in text)
        {
            if (IsWhiteSpace(c))
            {
                pending = result.Length > 0;
                continue;
            }

            if (pending) result.Append(' ');
            pending = false;
            result.Append(c);
        }

        return result.ToString();
    }

    // Python counts the four separators U+001C–U+001F as white space as well.
    private static bool IsWhiteSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';
}
