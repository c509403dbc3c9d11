namespace Fovea.Clip;

/// <summary>
/// A tokenizer as Hugging Face's <c>tokenizer.json</c> describes it, for models whose tokenizer is not CLIP's: a text is cleaned, normalised, split and spelled in pieces, and ids
/// of special tokens go before and behind it.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PieceTokenizer : TextTokenizer
{
    private const int LongestText = 4 << 20;

    private readonly PieceTokenizerParts _parts;

    internal PieceTokenizer(PieceTokenizerParts parts, int contextLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(contextLength, parts.Before.Count + parts.Behind.Count);
        _parts = parts;
        ContextLength = contextLength;
        LargestId = new[] { parts.Model.LargestId, parts.PadToken }.Concat(parts.Before).Concat(parts.Behind).Concat(parts.Added.Values).Max();
    }

    /// <inheritdoc />
    public override int ContextLength { get; }

    /// <inheritdoc />
    public override int PadToken => _parts.PadToken;

    internal override int LargestId { get; }

    /// <inheritdoc />
    public override TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var room = ContextLength - _parts.Before.Count - _parts.Behind.Count;
        var content = new List<int>();
        var isFirst = true;
        foreach (var (part, added) in _parts.SplitAdded(PieceTextCleaner.Clean(text, _parts.Cleaning)))
        {
            if (content.Count > room) break;
            if (added >= 0) content.Add(added);
            else Append(part, isFirst, room, content);
            isFirst = false;
        }

        var truncated = content.Count > room;
        return new TokenizedText([.. _parts.Before, .. content.Take(room), .. _parts.Behind], truncated);
    }

    private void Append(string part, bool isFirst, int room, List<int> content)
    {
        foreach (var step in _parts.Steps)
        {
            // A file whose steps make a text longer and longer must not fill the memory; no context reads as far.
            part = step.Apply(part);
            if (part.Length > LongestText) part = part[..LongestText];
        }

        IEnumerable<string> pieces = [part];
        foreach (var splitter in _parts.Splitters)
        {
            var before = pieces;
            pieces = before.SelectMany((piece, index) => splitter.Split(piece, isFirst && index == 0));
        }

        foreach (var piece in pieces)
        {
            if (piece.Length > 0) _parts.Model.Append(piece, content);
            if (content.Count > room) return;
        }
    }
}
