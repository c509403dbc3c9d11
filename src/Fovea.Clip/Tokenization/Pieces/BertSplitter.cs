using System.Text;

namespace Fovea.Clip;

/// <summary>Splits at white space, which goes, and makes each sign of punctuation a part of its own.</summary>
internal sealed class BertSplitter : ISplitter
{
    public IEnumerable<string> Split(string part, bool isFirst)
    {
        var start = 0;
        var at = 0;
        var parts = new List<string>();
        foreach (var rune in part.EnumerateRunes())
        {
            var end = at + rune.Utf16SequenceLength;
            var isSign = BertText.IsPunctuation(rune);
            if (isSign || Rune.IsWhiteSpace(rune))
            {
                if (at > start) parts.Add(part[start..at]);
                if (isSign) parts.Add(part[at..end]);
                start = end;
            }

            at = end;
        }

        if (at > start) parts.Add(part[start..at]);
        return parts;
    }
}
