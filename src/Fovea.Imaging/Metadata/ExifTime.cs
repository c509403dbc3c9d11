using System.Globalization;

namespace Fovea.Imaging;

/// <summary>One of EXIF's times: "2019:07:21 18:03:55", parts of the second, offset from UTC.</summary>
/// <param name="Text">Date and time; null where absent.</param>
/// <param name="Fraction">Decimal digits of the second's fraction.</param>
/// <param name="Offset">"+02:00".</param>
internal readonly record struct ExifTime(string? Text, string? Fraction, string? Offset)
{
    private const int EarliestYear = 1826;
    private const int LatestYear = 2200;

    private static readonly string[] Forms =
        ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy:MM:dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy:MM:dd"];

    /// <summary>The time; null when the text is no time, as cameras without a set clock write it ("0000:00:00 00:00:00").</summary>
    public TakenAt? Parse(TakenAtSource source)
    {
        if (Text is null || !DateTime.TryParseExact(Text[..Math.Min(Text.Length, 19)].Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        if (!IsPlausible(local)) return null;
        return new TakenAt(local.AddTicks(Ticks(Fraction)), ParseOffset(Offset), source);
    }

    /// <summary>Whether a photo can be from that year: the oldest one known is of 1826.</summary>
    public static bool IsPlausible(DateTime time) => time.Year is >= EarliestYear and <= LatestYear;

    /// <summary>An offset like "+02:00"; null when it is none, or beyond the ±14 hours that exist.</summary>
    public static TimeSpan? ParseOffset(string? text)
    {
        if (text is "Z" or "z") return TimeSpan.Zero;
        if (text is not { Length: 6 } || text[0] is not ('+' or '-') || text[3] != ':') return null;
        if (!int.TryParse(text.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return null;
        if (!int.TryParse(text.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59) return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return offset.TotalHours > 14 ? null : text[0] == '-' ? -offset : offset;
    }

    private static long Ticks(string? digits)
    {
        if (digits is null || digits.Length is 0 or > 18 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return 0;
        return long.Parse(digits.PadRight(7, '0').AsSpan(0, 7), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
