namespace Fovea.Query;

/// <summary>A place in the text of a query, and the ways to move over it.</summary>
internal struct QueryCursor(string text)
{
    /// <summary>The next character.</summary>
    public int Position { get; private set; }

    /// <summary>White space, control characters, and invisible marks that copied text brings along: they separate words.</summary>
    public static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c)
        || c is '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Quotation marks that may open a phrase: the straight one, and those that keyboards put in its place.</summary>
    public static bool IsOpeningQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';

    /// <summary>Moves to the next word; false at the end.</summary>
    public bool MoveToWord()
    {
        while (Position < text.Length && IsSeparator(text[Position])) Position++;
        return Position < text.Length;
    }

    /// <summary>Moves over everything up to the next separator, and returns it.</summary>
    public string ReadWord()
    {
        var start = Position;
        while (Position < text.Length && !IsSeparator(text[Position])) Position++;
        return text[start..Position];
    }

    /// <summary>Moves over what is known to be there.</summary>
    public void Skip(int length) => Position += length;

    /// <summary>Whether a quotation mark is next.</summary>
    public readonly bool IsAtQuote() => Position < text.Length && IsOpeningQuote(text[Position]);

    /// <summary>Moves over a quotation and returns what it holds; one that is never closed goes to the end of the text.</summary>
    public string ReadQuotation(out bool isClosed)
    {
        var rest = text.AsSpan(Position + 1);
        var length = text[Position] == '"' ? rest.IndexOf('"') : rest.IndexOfAny('\u201D', '\u201C', '"');
        isClosed = length >= 0;
        var content = isClosed ? rest[..length] : rest;
        Position += 1 + content.Length + (isClosed ? 1 : 0);
        return content.ToString();
    }
}
