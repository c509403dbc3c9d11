using System.Text.RegularExpressions;

namespace Fovea.Clip;

/// <summary>Splits at what a pattern finds.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="behavior">What becomes of a find: <c>Removed</c>, <c>Isolated</c>, <c>MergedWithPrevious</c>, <c>MergedWithNext</c> or <c>Contiguous</c>.</param>
/// <param name="invert">Whether the pattern finds the parts and not what is between them.</param>
internal sealed class PatternSplitter(Regex pattern, string behavior, bool invert) : ISplitter
{
    public static bool Knows(string behavior) => behavior is "Removed" or "Isolated" or "MergedWithPrevious" or "MergedWithNext" or "Contiguous";

    public IEnumerable<string> Split(string part, bool isFirst)
    {
        var pieces = Pieces(part);
        var result = new List<string>();
        var wasFind = false;
        var isOpen = false;
        foreach (var (text, isFind) in pieces)
        {
            switch (behavior)
            {
                case "Removed":
                    if (!isFind) result.Add(text);
                    break;
                case "Contiguous" when isFind && wasFind:
                case "MergedWithPrevious" when isFind && result.Count > 0 && !wasFind:
                    result[^1] += text;
                    break;
                case "MergedWithNext" when isOpen:
                    result[^1] += text;
                    break;
                default:
                    result.Add(text);
                    break;
            }

            wasFind = isFind;
            isOpen = isFind;
        }

        return result;
    }

    private List<(string Text, bool IsFind)> Pieces(string part)
    {
        var pieces = new List<(string, bool)>();
        var at = 0;
        foreach (var match in pattern.EnumerateMatches(part))
        {
            if (match.Index > at) pieces.Add((part[at..match.Index], invert));
            if (match.Length > 0) pieces.Add((part.Substring(match.Index, match.Length), !invert));
            at = match.Index + match.Length;
        }

        if (at < part.Length) pieces.Add((part[at..], invert));
        return pieces;
    }
}
