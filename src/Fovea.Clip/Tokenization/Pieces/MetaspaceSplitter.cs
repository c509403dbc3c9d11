namespace Fovea.Clip;

/// <summary>SentencePiece's white space: a space becomes a visible mark, with which each word begins.</summary>
/// <param name="mark">The mark, usually U+2581.</param>
/// <param name="prepend">Whether a text that does not begin with the mark gets it: <c>always</c>, <c>first</c> (its first part only) or <c>never</c>.</param>
/// <param name="splits">Whether each word is a part of its own.</param>
internal sealed class MetaspaceSplitter(string mark, string prepend, bool splits) : ISplitter
{
    public IEnumerable<string> Split(string part, bool isFirst)
    {
        var text = part.Replace(" ", mark, StringComparison.Ordinal);
        if (text.Length > 0 && (prepend == "always" || (prepend == "first" && isFirst)) && !text.StartsWith(mark, StringComparison.Ordinal)) text = mark + text;
        if (!splits)
        {
            yield return text;
            yield break;
        }

        for (var start = 0; start < text.Length;)
        {
            var next = text.IndexOf(mark, start + 1, StringComparison.Ordinal);
            if (next < 0) next = text.Length;
            yield return text[start..next];
            start = next;
        }
    }
}
