using System.Globalization;
using System.Text;

namespace Fovea.Clip;

/// <summary>
/// Lower case as Python's <c>str.lower</c> gives it: Unicode's full mapping, with the final sigma by context.
/// Source: The Unicode Standard, section 3.13, and SpecialCasing.txt.
/// </summary>
internal static class PythonLowerCase
{
    private const string MidWord = "'.:·\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    /// <summary>Lower-cases a text without lone surrogates.</summary>
    public static string ToLower(string text)
    {
        var result = new StringBuilder(text.Length);
        Span<char> characters = stackalloc char[2];
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\u0130') result.Append("i\u0307");
            else if (c == 'Σ') result.Append(IsFinalSigma(text, i) ? 'ς' : 'σ');
            else if (!char.IsHighSurrogate(c)) result.Append(char.ToLowerInvariant(c));
            else result.Append(characters[..Rune.ToLowerInvariant(new Rune(c, text[++i])).EncodeToUtf16(characters)]);
        }

        return result.ToString();
    }

    // A cased letter before and none after, case-ignorable characters skipped on both sides.
    private static bool IsFinalSigma(string text, int index) => IsCased(Neighbour(text, index, -1)) && !IsCased(Neighbour(text, index, +1));

    private static Rune? Neighbour(string text, int index, int direction)
    {
        for (var i = index + direction; i >= 0 && i < text.Length; i += direction)
        {
            if (direction < 0 && char.IsLowSurrogate(text[i])) i--;
            var rune = Rune.GetRuneAt(text, i);
            if (!IsCaseIgnorable(rune)) return rune;
            if (direction > 0) i += rune.Utf16SequenceLength - 1;
        }

        return null;
    }

    private static bool IsCased(Rune? rune) => rune is { } r && IsCased(r);

    // Letters with case; ª and º, Roman numerals, letters in circles and boxes (Other_Lowercase, Other_Uppercase).
    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    // Marks, format characters, modifiers, and the punctuation that stands inside words (Word_Break MidLetter, MidNumLet, Single_Quote).
    private static bool IsCaseIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || MidWord.Contains((char)rune.Value, StringComparison.Ordinal) && rune.IsBmp;
}
