using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads a <c>normalizer</c>. Source: https://huggingface.co/docs/tokenizers/api/normalizers.</summary>
internal static class StepReader
{
    public static IReadOnlyList<ITextStep> Read(JsonElement? normalizer) => normalizer is { } part ? [.. Steps(part, depth: 0)] : [];

    private static List<ITextStep> Steps(JsonElement part, int depth)
    {
        if (depth > 8) throw new FormatException("its normalisers are nested too deeply");
        switch (part.Text("type"))
        {
            case "Sequence":
                return part.Property("normalizers") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().SelectMany(inner => Steps(inner, depth + 1)).ToList() : [];
            case "BertNormalizer":
                return [.. BertText.Steps(part, LowerCase)];
            case "Lowercase":
                return [new TextStep(LowerCase)];
            case "NFC":
                return [Form(NormalizationForm.FormC)];
            case "NFD":
                return [Form(NormalizationForm.FormD)];
            case "NFKC":
                return [Form(NormalizationForm.FormKC)];
            case "NFKD":
                return [Form(NormalizationForm.FormKD)];
            case "Strip":
                return [Strip(part.Flag("strip_left") ?? true, part.Flag("strip_right") ?? true)];
            case "StripAccents":
                return [new TextStep(WithoutAccents)];
            case "Prepend":
                var prefix = part.Text("prepend") ?? "";
                return [new TextStep(text => text.Length == 0 ? text : prefix + text)];
            case "Nmt":
                return [new TextStep(Nmt)];
            case "Precompiled":
                return part.Text("precompiled_charsmap") is { Length: > 0 } table ? [new PrecompiledStep(Convert.FromBase64String(table))] : [];
            case "Replace":
                return [new ReplaceStep(PatternReader.Read(part), part.Text("content") ?? "")];
            case var other:
                throw new UnknownPartException($"its normaliser {other ?? "without a type"} is not known.");
        }
    }

    // Each character alone, unlike Python, to which a sigma at a word's end is another letter.
    private static string LowerCase(string text) => text.Replace("İ", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    private static TextStep Form(NormalizationForm form) => new(text => text.Normalize(form));

    private static TextStep Strip(bool left, bool right) => new(text => (left, right) switch
    {
        (true, true) => text.Trim(),
        (true, false) => text.TrimStart(),
        (false, true) => text.TrimEnd(),
        _ => text,
    });

    private static string WithoutAccents(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)) result.Append(rune.ToString());
        }

        return result.ToString();
    }

    // SentencePiece's own rule for translation: controls go, odd white space becomes a space.
    private static string Nmt(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is (>= '\u0001' and <= '\u0008') or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\u008F' or '\u009F') continue;
            result.Append(c is '\u0009' or '\u000A' or '\u000C' or '\u000D' or '\u1680' or (>= '\u200B' and <= '\u200F') or '\u2028' or '\u2029' or '\u2581' or '\uFEFF' or '\uFFFD' ? ' ' : c);
        }

        return result.ToString();
    }
}
