using System.Buffers;
using System.Text;

namespace Fovea.Clip;

/// <summary>
/// Cleans texts for models other than CLIP. Sources: OpenCLIP's <c>tokenizer.py</c> (https://github.com/mlfoundations/open_clip), transformers'
/// <c>tokenization_siglip.py</c> (https://github.com/huggingface/transformers).
/// </summary>
internal static class PieceTextCleaner
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    public static string Clean(string text, TextCleaning cleaning) => cleaning switch
    {
        TextCleaning.Whitespace => TextCleaner.Collapse(TextCleaner.Repair(text)),
        TextCleaning.Lower => PythonLowerCase.ToLower(TextCleaner.Collapse(TextCleaner.Repair(text))),
        TextCleaning.Canonicalize => TextCleaner.Collapse(PythonLowerCase.ToLower(WithoutPunctuation(TextCleaner.Repair(text).Replace('_', ' ')))),
        TextCleaning.Siglip => PythonLowerCase.ToLower(TextCleaner.Collapse(WithoutPunctuation(Whole(text)))),
        TextCleaning.LowerCase => PythonLowerCase.ToLower(Whole(text)),
        _ => Whole(text),
    };

    // A lone surrogate is no character, and Unicode's normal forms refuse it.
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune.ToString());
        return result.ToString();
    }

    private static string WithoutPunctuation(string text)
    {
        if (!text.AsSpan().ContainsAny(Punctuation)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!Punctuation.Contains(c)) result.Append(c);
        }

        return result.ToString();
    }
}
