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
        var result = new List<(int Start, int End)>();
        var wasFind = false;
        foreach (var (start, end, isFind) in Pieces(part))
        {
            var joins = behavior switch
            {
                "Contiguous" => isFind && wasFind,
                "MergedWithPrevious" => isFind && !wasFind && result.Count > 0,
                "MergedWithNext" => wasFind && !isFind,
                _ => false,
            };
            if (joins) result[^1] = (result[^1].Start, end);
            else if (behavior != "Removed" || !isFind) result.Add((start, end));
            wasFind = isFind;
        }

        return result.Select(piece => part[piece.Start..piece.End]);
    }

    private List<(int Start, int End, bool IsFind)> Pieces(string part)
    {
        var pieces = new List<(int, int, bool)>();
        var at = 0;
        foreach (var match in pattern.EnumerateMatches(part))
        {
            if (match.Index > at) pieces.Add((at, match.Index, invert));
            if (match.Length > 0) pieces.Add((match.Index, match.Index + match.Length, !invert));
            at = match.Index + match.Length;
        }

        if (at < part.Length) pieces.Add((at, part.Length, invert));
        return pieces;
    }
}
