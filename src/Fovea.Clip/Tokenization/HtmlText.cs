using System.Buffers;
using System.Text;

namespace Fovea.Clip;

/// <summary>Unescapes HTML character references as Python's <c>html.unescape</c> does, which is what CLIP's reference uses.</summary>
internal static class HtmlText
{
    private const int LongestName = 32;

    private static readonly SearchValues<char> NameStops = SearchValues.Create("\t\n\f <&#;");

    // Numbers 0x80–0x9F mean Windows-1252, as browsers read them; what that code page leaves open stays as it is.
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>Replaces every character reference once.</summary>
    public static string Unescape(string text)
    {
        var ampersand = text.IndexOf('&', StringComparison.Ordinal);
        if (ampersand < 0) return text;

        var result = new StringBuilder(text.Length);
        var position = 0;
        while (ampersand >= 0)
        {
            result.Append(text, position, ampersand - position);
            position = ampersand + 1;
            var rest = text.AsSpan(position);
            var consumed = rest.StartsWith('#') ? AppendNumber(rest, result) : AppendName(rest, result);
            if (consumed == 0) result.Append('&');
            position += consumed;
            ampersand = text.IndexOf('&', position);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private static int AppendNumber(ReadOnlySpan<char> rest, StringBuilder result)
    {
        var hexadecimal = rest.Length > 1 && rest[1] is 'x' or 'X';
        var start = hexadecimal ? 2 : 1;
        var end = start;
        var value = 0L;
        while (end < rest.Length && (hexadecimal ? char.IsAsciiHexDigit(rest[end]) : char.IsAsciiDigit(rest[end])))
        {
            var digit = char.IsAsciiDigit(rest[end]) ? rest[end] - '0' : (rest[end] | 0x20) - 'a' + 10;
            value = Math.Min((value * (hexadecimal ? 16 : 10)) + digit, int.MaxValue);
            end++;
        }

        if (end == start) return 0;
        AppendCodePoint((int)value, result);
        return end < rest.Length && rest[end] == ';' ? end + 1 : end;
    }

    private static void AppendCodePoint(int value, StringBuilder result)
    {
        if (value is >= 0x80 and <= 0x9F) result.Append(Windows1252[value - 0x80]);
        else if (value == 0 || !Rune.IsValid(value)) result.Append('\uFFFD');
        else if (!IsDropped(value)) result.Append(new Rune(value).ToString());
    }

    // Control characters and the code points that Unicode reserves as "not a character" vanish.
    private static bool IsDropped(int value) =>
        value is (>= 0x1 and <= 0x8) or 0xB or (>= 0xE and <= 0x1F) or 0x7F or (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;

    private static int AppendName(ReadOnlySpan<char> rest, StringBuilder result)
    {
        var length = NameLength(rest);
        if (length == 0) return 0;

        var terminated = length < rest.Length && rest[length] == ';';
        if (HtmlEntities.TryGet(rest[..length], terminated, out var replacement))
        {
            result.Append(replacement);
            return terminated ? length + 1 : length;
        }

        // The longest beginning that is known without a semicolon: "&notit" is "¬it".
        for (var prefix = terminated ? length : length - 1; prefix > 1; prefix--)
        {
            if (!HtmlEntities.TryGet(rest[..prefix], terminated: false, out replacement)) continue;
            result.Append(replacement);
            return prefix;
        }

        return 0;
    }

    // Up to 32 code points.
    private static int NameLength(ReadOnlySpan<char> rest)
    {
        var stop = rest.IndexOfAny(NameStops);
        var end = stop < 0 ? rest.Length : stop;
        var length = 0;
        for (var count = 0; count < LongestName && length < end; count++)
        {
            length += char.IsHighSurrogate(rest[length]) && length + 1 < end ? 2 : 1;
        }

        return length;
    }
}
