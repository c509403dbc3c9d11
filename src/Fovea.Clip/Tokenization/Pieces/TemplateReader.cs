using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads which ids a <c>post_processor</c> puts around a text. Source: https://huggingface.co/docs/tokenizers/api/post-processors.</summary>
internal static class TemplateReader
{
    public static (IReadOnlyList<int> Before, IReadOnlyList<int> Behind) Read(JsonElement? postProcessor) => postProcessor is { } part ? Read(part, depth: 0) : ([], []);

    private static (IReadOnlyList<int> Before, IReadOnlyList<int> Behind) Read(JsonElement part, int depth)
    {
        if (depth > 8) throw new FormatException("its post-processors are nested too deeply");
        switch (part.Text("type"))
        {
            case "TemplateProcessing":
                return Template(part);
            case "BertProcessing" or "RobertaProcessing":
                return ([Pair(part, "cls")], [Pair(part, "sep")]);
            case "ByteLevel":
                return ([], []);
            case "Sequence":
                IReadOnlyList<int> before = [];
                IReadOnlyList<int> behind = [];
                foreach (var inner in part.Property("processors")?.EnumerateArray() ?? default)
                {
                    var (left, right) = Read(inner, depth + 1);
                    (before, behind) = ([.. left, .. before], [.. behind, .. right]);
                }

                return (before, behind);
            case var other:
                throw new UnknownPartException($"its post-processor {other ?? "without a type"} is not known.");
        }
    }

    private static (IReadOnlyList<int> Before, IReadOnlyList<int> Behind) Template(JsonElement part)
    {
        var (before, behind) = (new List<int>(), new List<int>());
        var isBehind = false;
        foreach (var piece in part.Property("single")?.EnumerateArray() ?? default)
        {
            if (piece.Property("Sequence") is not null) isBehind = true;
            else if (piece.Property("SpecialToken")?.Text("id") is { } name) (isBehind ? behind : before).AddRange(Ids(part, name));
        }

        return isBehind ? (before, behind) : throw new FormatException("its post-processor has no place for the text");
    }

    private static IEnumerable<int> Ids(JsonElement part, string name)
    {
        var ids = part.Property("special_tokens")?.Property(name)?.Property("ids") ?? throw new FormatException($"its post-processor does not say what {name} is");
        return ids.EnumerateArray().Select(id => id.TryGetInt32(out var value) && value >= 0 ? value : throw new FormatException($"the id of {name} cannot be"));
    }

    private static int Pair(JsonElement part, string name) =>
        part.Property(name) is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2 && pair[1].TryGetInt32(out var id) && id >= 0
            ? id
            : throw new FormatException($"its post-processor does not say what {name} is");
}
