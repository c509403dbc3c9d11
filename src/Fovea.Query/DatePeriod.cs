using System.Globalization;

namespace Fovea.Query;

/// <summary>A half-open span of local time: a day, a month, a year, or from one of these to another.</summary>
/// <param name="From">First moment; null: no lower bound.</param>
/// <param name="Before">First moment after it; null: no upper bound.</param>
internal readonly record struct DatePeriod(DateTime? From, DateTime? Before)
{
    /// <summary>Reads <c>2019</c>, <c>2019-05</c> or <c>2019-05-17</c>; false when there is no such date.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DatePeriod period)
    {
        period = default;
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '-');
        if (count > 3 || !TryNumber(text[parts[0]], 4..4, out var year) || year == 0) return false;

        var month = 1;
        var day = 1;
        if (count > 1 && (!TryNumber(text[parts[1]], 1..2, out month) || month is 0 or > 12)) return false;
        if (count > 2 && (!TryNumber(text[parts[2]], 1..2, out day) || day == 0 || day > DateTime.DaysInMonth(year, month))) return false;

        var from = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        period = new DatePeriod(from, End(from, count));
        return true;
    }

    /// <summary>Reads a date or <c>FROM..TO</c>, either end of which may be missing. The last day, month or year is part of it; the order does not matter.</summary>
    public static bool TryParseRange(ReadOnlySpan<char> text, out DatePeriod period)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return TryParse(text, out period);

        period = default;
        var first = default(DatePeriod);
        var last = default(DatePeriod);
        if (text.Length == 2) return false;
        if (dots > 0 && !TryParse(text[..dots], out first)) return false;
        if (dots + 2 < text.Length && !TryParse(text[(dots + 2)..], out last)) return false;

        period = first.From >= last.Before ? new DatePeriod(last.From, first.Before) : new DatePeriod(first.From, last.Before);
        return true;
    }

    // The calendar ends with 9999: what reaches further is cut there.
    private static DateTime End(DateTime from, int parts) => parts switch
    {
        1 => from.Year == 9999 ? DateTime.MaxValue : from.AddYears(1),
        2 => from is { Year: 9999, Month: 12 } ? DateTime.MaxValue : from.AddMonths(1),
        _ => from.Date == DateTime.MaxValue.Date ? DateTime.MaxValue : from.AddDays(1),
    };

    private static bool TryNumber(ReadOnlySpan<char> digits, Range length, out int number)
    {
        number = 0;
        return digits.Length >= length.Start.Value && digits.Length <= length.End.Value
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
