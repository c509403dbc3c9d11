using System.Text;

namespace Fovea.Imaging;

/// <summary>Texts as cameras write them: padded with zeros or blanks, in UTF-8 or Latin-1, and sometimes pure noise.</summary>
internal static class ExifText
{
    private const int MaxLength = 200;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text up to the first zero, trimmed, without control characters, at most 200 characters; null when nothing is left.</summary>
    public static string? Clean(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end >= 0) bytes = bytes[..end];
        if (bytes.Length > MaxLength * 4) bytes = bytes[..(MaxLength * 4)];
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.Latin1.GetString(bytes);
        }

        return Clean(text);
    }

    /// <inheritdoc cref="Clean(ReadOnlySpan{byte})"/>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxLength) break;
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format || rune == Rune.ReplacementChar)
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
                continue;
            }

            clean.Append(rune.ToString());
        }

        var trimmed = clean.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }
}
