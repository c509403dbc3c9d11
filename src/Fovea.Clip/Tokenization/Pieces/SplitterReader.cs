using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Clip;

/// <summary>Reads a <c>pre_tokenizer</c>. Source: https://huggingface.co/docs/tokenizers/api/pre-tokenizers.</summary>
internal static partial class SplitterReader
{
    public static IReadOnlyList<ISplitter> Read(JsonElement? preTokenizer) => preTokenizer is { } part ? [.. Splitters(part, depth: 0)] : [];

    private static List<ISplitter> Splitters(JsonElement part, int depth)
    {
        if (depth > 8) throw new FormatException("its splitters are nested too deeply");
        switch (part.Text("type"))
        {
            case "Sequence":
                return part.Property("pretokenizers") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().SelectMany(inner => Splitters(inner, depth + 1)).ToList() : [];
            case "BertPreTokenizer":
                return [new BertSplitter()];
            case "Metaspace":
                return [Metaspace(part)];
            case "WhitespaceSplit":
                return [new PatternSplitter(WhiteSpace(), "Removed", invert: false)];
            case "Split":
                var behavior = part.Text("behavior") ?? "Removed";
                if (!PatternSplitter.Knows(behavior)) throw new UnknownPartException($"its splitter's behaviour {behavior} is not known.");
                return [new PatternSplitter(PatternReader.Read(part), behavior, part.Flag("invert") ?? false)];
            case var other:
                throw new UnknownPartException($"its splitter {other ?? "without a type"} is not known.");
        }
    }

    private static MetaspaceSplitter Metaspace(JsonElement part)
    {
        var prepend = part.Text("prepend_scheme") ?? (part.Flag("add_prefix_space") == false ? "never" : "always");
        if (prepend is not ("always" or "first" or "never")) throw new UnknownPartException($"its splitter's scheme {prepend} is not known.");
        return part.Text("replacement") is { Length: > 0 } mark
            ? new MetaspaceSplitter(mark, prepend, part.Flag("split") ?? true)
            : throw new FormatException("its splitter has no mark for spaces");
    }

    [GeneratedRegex(@"\s", RegexOptions.CultureInvariant)]
    private static partial Regex WhiteSpace();
}
