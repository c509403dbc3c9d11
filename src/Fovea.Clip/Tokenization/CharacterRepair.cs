using System.Text;

namespace Fovea.Clip;

/// <summary>The first step of cleaning: ligatures, full-width forms, curly quotes, line separators, control characters (ftfy's fixes).</summary>
internal static class CharacterRepair
{
    /// <summary>Repairs a text character by character; a lone surrogate becomes U+FFFD.</summary>
    public static string Repair(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (Rune.TryGetRuneAt(text, i, out _)) result.Append(c).Append(text[++i]);
                else result.Append('\uFFFD');
            }
            else if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n') result.Append('\n');
            }
            else
            {
                Append(c, result);
            }
        }

        return result.ToString();
    }

    private static void Append(char c, StringBuilder result)
    {
        if (Ligature(c) is { } letters) result.Append(letters);
        else if (c is '\u0085' or '\u2028' or '\u2029') result.Append('\n');
        else if (c is '\u02BC' or (>= '\u2018' and <= '\u201B')) result.Append('\'');
        else if (c is >= '\u201C' and <= '\u201F') result.Append('"');
        else if (c == '\u3000') result.Append(' ');
        else if (c is >= '\uFF01' and <= '\uFFEF') result.Append(c.ToString().Normalize(NormalizationForm.FormKC));
        else if (!IsRemoved(c)) result.Append(c);
    }

    private static string? Ligature(char c) => c switch
    {
        'Ĳ' => "IJ",
        'ĳ' => "ij",
        'ŉ' => "'n",
        'Ǆ' => "DŽ",
        'ǅ' => "Dž",
        'ǆ' => "dž",
        'Ǉ' => "LJ",
        'ǈ' => "Lj",
        'ǉ' => "lj",
        'Ǌ' => "NJ",
        'ǋ' => "Nj",
        'ǌ' => "nj",
        'Ǳ' => "DZ",
        'ǲ' => "Dz",
        'ǳ' => "dz",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' => "ſt",
        'ﬆ' => "st",
        _ => null,
    };

    private static bool IsRemoved(char c) =>
        c is < '\t' or '\v' or (>= '\u000E' and < ' ') or '\u007F' or (>= '\u206A' and <= '\u206F') or '\uFEFF' or (>= '\uFFF9' and <= '\uFFFC');
}
