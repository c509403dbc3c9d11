using System.Globalization;
using System.Text;

namespace Fovea.Query;

/// <summary>One pass over the text of one query.</summary>
internal sealed class QueryReading(string text)
{
    private const int LongestQuote = 40;

    private readonly StringBuilder _description = new();
    private readonly List<QueryTerm> _subtracted = [];
    private readonly List<string> _folders = [];
    private readonly List<QueryDiagnostic> _diagnostics = [];
    private QueryCursor _cursor = new(text);
    private DatePeriod _taken;
    private int _lastDate;

    public ParsedQuery Run()
    {
        while (_cursor.MoveToWord())
        {
            if (_cursor.IsAtQuote()) Describe(ReadPhrase(_cursor.Position));
            else if (IsSubtraction(_cursor.Position)) ReadSubtraction();
            else if (!TryReadFilter()) Describe(_cursor.ReadWord());
        }

        if (_taken is { From: { } from, Before: { } before } && from >= before)
        {
            Report("These dates leave no time in which a photo could have been taken: nothing can be found.", _lastDate, _cursor.Position);
        }

        var terms = new List<QueryTerm>();
        if (_description.Length > 0) terms.Add(new QueryTerm(_description.ToString(), 1));
        terms.AddRange(_subtracted);
        var query = new SearchQuery { Terms = terms, Folders = _folders, TakenFrom = _taken.From, TakenBefore = _taken.Before };
        _diagnostics.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new ParsedQuery(query, _diagnostics);
    }

    /// <summary>
    /// A minus before a letter, a pictograph or a quotation. "-5", "--help", "->" and a dash by itself are text; a dash inside a word is too.
    /// </summary>
    private bool IsSubtraction(int start)
    {
        if (text[start] != '-' || start + 1 == text.Length) return false;
        if (QueryCursor.IsOpeningQuote(text[start + 1])) return true;
        return Rune.TryGetRuneAt(text, start + 1, out var next)
            && (Rune.IsLetter(next) || Rune.GetUnicodeCategory(next) == UnicodeCategory.OtherSymbol);
    }

    private void ReadSubtraction()
    {
        var start = _cursor.Position;
        _cursor.Skip(1);
        var isPhrase = _cursor.IsAtQuote();
        var concept = Clean(isPhrase ? ReadPhrase(start) : _cursor.ReadWord());
        if (concept.Length == 0) return;

        if (!isPhrase && FilterName(concept).Length > 0)
        {
            Report($"Only descriptions can be subtracted, not filters: \"{Shorten(concept)}\" was subtracted as words.", start, _cursor.Position);
        }

        if (_subtracted.Count < QueryParser.MaximumSubtractions) _subtracted.Add(new QueryTerm(concept, -1));
        else Report($"At most {QueryParser.MaximumSubtractions} concepts can be subtracted: this one was left out.", start, _cursor.Position);
    }

    private string ReadPhrase(int start)
    {
        var phrase = _cursor.ReadQuotation(out var isClosed);
        if (!isClosed) Report("The quotation mark is never closed: everything after it was taken as quoted.", start, _cursor.Position);
        else if (Clean(phrase).Length == 0) Report("There is nothing between the quotation marks: they were left out.", start, _cursor.Position);
        return phrase;
    }

    private bool TryReadFilter()
    {
        var start = _cursor.Position;
        var ahead = _cursor;
        var word = ahead.ReadWord();
        switch (FilterName(word))
        {
            case "in":
                ReadFolder(start);
                return true;
            case "date" or "before" or "after":
                ReadDate(start, _cursor.ReadWord());
                return true;
            case { Length: > 0 } unknown when word.Length > unknown.Length + 1:
                Report($"\"{Shorten(unknown)}:\" is no filter (there are in:, date:, before: and after:): it was searched as words.", start, ahead.Position);
                return false;
            default:
                return false;
        }
    }

    private void ReadFolder(int start)
    {
        _cursor.Skip("in:".Length);
        var folder = _cursor.IsAtQuote() ? _cursor.ReadQuotation(out var isClosed) : NoQuotation(out isClosed);
        if (!isClosed) Report("The quotation mark is never closed: everything after it was taken as the folder's name.", start, _cursor.Position);

        // in:"My Photos"/2019 is one name.
        folder += _cursor.ReadWord();
        if (folder.Contains('\0', StringComparison.Ordinal))
        {
            Report("No folder's name holds a NUL character: it was searched as words.", start, _cursor.Position);
            Describe(text[start.._cursor.Position]);
            return;
        }

        if (folder.Length > 0)
        {
            _folders.Add(folder);
            return;
        }

        Report("\"in:\" needs a folder right after the colon, as in in:Holidays or in:\"My Photos\": it was searched as a word.", start, _cursor.Position);
        Describe(text[start..(start + "in:".Length)]);
    }

    private static string NoQuotation(out bool isClosed)
    {
        isClosed = true;
        return "";
    }

    private void ReadDate(int start, string word)
    {
        var name = FilterName(word);
        var value = word.AsSpan(name.Length + 1);
        if (!(name == "date" ? DatePeriod.TryParseRange(value, out var period) : DatePeriod.TryParse(value, out period)))
        {
            var range = name == "date" ? " or 2018..2020" : "";
            Report($"\"{Shorten(word[(name.Length + 1)..])}\" is no date that {name}: understands (2019, 2019-05, 2019-05-17{range}): it was searched as words.", start, _cursor.Position);
            Describe(word);
            return;
        }

        _lastDate = start;
        if (name == "before") period = new DatePeriod(null, period.From);
        if (name == "after") period = new DatePeriod(period.Before, null);
        if (period.From is { } from && !(from < _taken.From)) _taken = _taken with { From = from };
        if (period.Before is { } before && !(before > _taken.Before)) _taken = _taken with { Before = before };
    }

    /// <summary>The letters before the first colon, in lower case; empty when the word does not look like a filter.</summary>
    private static string FilterName(string word)
    {
        var length = 0;
        while (length < word.Length && char.IsAsciiLetter(word[length])) length++;
        return length < word.Length && word[length] == ':' ? word[..length].ToLowerInvariant() : "";
    }

    private void Describe(string words)
    {
        var cleaned = Clean(words);
        if (cleaned.Length == 0) return;
        if (_description.Length > 0) _description.Append(' ');
        _description.Append(cleaned);
    }

    /// <summary>Text that a tokenizer can take: separators become spaces, halves of surrogate pairs U+FFFD.</summary>
    private static string Clean(string words)
    {
        var cleaned = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (rune.IsBmp && QueryCursor.IsSeparator((char)rune.Value)) cleaned.Append(' ');
            else cleaned.Append(rune.ToString());
        }

        return cleaned.ToString().Trim();
    }

    private static string Shorten(string words) => Clean(words.Length <= LongestQuote ? words : words[..LongestQuote] + "…");

    private void Report(string message, int start, int end) => _diagnostics.Add(new QueryDiagnostic(message, start, end - start));
}
