using System.Text;

namespace Fovea.Clip;

/// <summary>
/// WordPiece, as BERT's tokenizer has it: of each word the longest piece from its start, again and again; a word that cannot be spelled is one unknown token. Source:
/// https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/models/wordpiece/mod.rs.
/// </summary>
/// <param name="vocabulary">The pieces.</param>
/// <param name="unknown">The id for what cannot be spelled.</param>
/// <param name="prefix">What marks a piece that goes on with a word.</param>
/// <param name="longestWord">Characters of the longest word that is spelled.</param>
internal sealed class WordPieceModel(BpeVocabulary vocabulary, int unknown, string prefix, int longestWord) : IPieceModel
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);

    public int LargestId => vocabulary.LargestId;

    public bool TryGetId(string token, out int id) => vocabulary.TryGetId(token, out id);

    public void Append(string part, List<int> ids)
    {
        var before = ids.Count;
        var word = new byte[_prefix.Length + Encoding.UTF8.GetByteCount(part)];
        Encoding.UTF8.GetBytes(part, word.AsSpan(_prefix.Length));
        if (part.EnumerateRunes().Skip(longestWord).Any())
        {
            ids.Add(unknown);
            return;
        }

        for (var start = _prefix.Length; start < word.Length;)
        {
            var isFirst = start == _prefix.Length;
            var end = word.Length;
            var id = 0;

            // The mark is written over what has been spelled: a piece that goes on begins with it.
            if (!isFirst) _prefix.CopyTo(word, start - _prefix.Length);
            while (end > start && !vocabulary.TryGetId(word.AsSpan((isFirst ? start : start - _prefix.Length)..end), out id)) end = CharacterBefore(word, end);
            if (end == start)
            {
                ids.RemoveRange(before, ids.Count - before);
                ids.Add(unknown);
                return;
            }

            ids.Add(id);
            start = end;
        }
    }

    private static int CharacterBefore(byte[] utf8, int at)
    {
        do at--;
        while ((utf8[at] & 0xC0) == 0x80);
        return at;
    }
}
