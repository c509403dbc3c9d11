using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// How BERT's tokenizer prepares a text. Sources: https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/normalizers/bert.rs and
/// …/pre_tokenizers/bert.rs.
/// </summary>
internal static class BertText
{
    /// <summary>The steps of a <c>BertNormalizer</c>.</summary>
    public static IEnumerable<ITextStep> Steps(JsonElement part, Func<string, string> lowerCase)
    {
        var lowers = part.Flag("lowercase") ?? true;
        if (part.Flag("clean_text") ?? true) yield return new TextStep(Clean);
        if (part.Flag("handle_chinese_chars") ?? true) yield return new TextStep(SpaceIdeographs);
        if (part.Flag("strip_accents") ?? lowers) yield return new TextStep(WithoutAccents);
        if (lowers) yield return new TextStep(lowerCase);
    }

    /// <summary>Whether a character is punctuation: what Unicode calls so, and every sign of ASCII.</summary>
    public static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? rune.Value is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~')
        : Rune.IsPunctuation(rune);

    private static string Clean(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' || Rune.IsWhiteSpace(rune)) result.Append(' ');
            else if (rune.Value is not (0 or 0xFFFD) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse)) result.Append(rune.ToString());
        }

        return result.ToString();
    }

    private static string SpaceIdeographs(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsIdeograph(rune.Value)) result.Append(' ').Append(rune.ToString()).Append(' ');
            else result.Append(rune.ToString());
        }

        return result.ToString();
    }

    private static bool IsIdeograph(int c) => c is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static string WithoutAccents(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) result.Append(rune.ToString());
        }

        return result.ToString();
    }
}
