using System.Globalization;
using System.Text;

namespace Fovea.Clip;

/// <summary>
/// CLIP's split pattern, <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>, decided per code point: .NET's regular
/// expressions see two surrogates, not one letter, outside the Basic Multilingual Plane.
/// Source: https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py.
/// </summary>
internal static class ClipPattern
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The next piece at or after <paramref name="start"/>; an empty range when there is none. The text holds no lone surrogates.</summary>
    public static Range Next(ReadOnlySpan<char> text, int start)
    {
        Kind kind;
        int length;
        while ((kind = KindAt(text, start, out length)) == Kind.Space)
        {
            if (length == 0) return start..start;
            start += length;
        }

        var contraction = ContractionAt(text[start..]);
        if (contraction > 0) return start..(start + contraction);

        var end = start + length;
        if (kind == Kind.Number) return start..end;
        while (KindAt(text, end, out length) == kind && length > 0) end += length;
        return start..end;
    }

    private static int ContractionAt(ReadOnlySpan<char> text)
    {
        if (text[0] != '\'') return 0;
        foreach (var contraction in Contractions)
        {
            if (text.StartsWith(contraction, StringComparison.Ordinal)) return contraction.Length;
        }

        // The reference matches without regard to case, and the long s is a case of s.
        return text.Length > 1 && text[1] == 'ſ' ? 2 : 0;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int index, out int length)
    {
        if (index >= text.Length)
        {
            length = 0;
            return Kind.Space;
        }

        Rune.DecodeFromUtf16(text[index..], out var rune, out length);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other,
        };
    }
}
