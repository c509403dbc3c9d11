using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads the small JSON files of model folders.</summary>
internal static class JsonFiles
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Parses bytes that were read from <paramref name="path"/>; the root must be an object.</summary>
    public static JsonElement Parse(string path, ReadOnlySpan<byte> bytes)
    {
        if (NotAModelFile.Describe(bytes, json: true) is { } what) throw ModelError.Damaged(path, what);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];

        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = Lenient.AllowTrailingCommas, CommentHandling = Lenient.CommentHandling });
            RequireText(reader);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? root : throw ModelError.Damaged(path, "it holds no JSON object.");
        }
        catch (InvalidOperationException e)
        {
            throw ModelError.Damaged(path, "it holds a text that is not Unicode.", e);
        }
        catch (JsonException e)
        {
            throw ModelError.Damaged(path, $"it is not valid JSON ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>Reads all texts of a value once: the parser looks at bytes only, and whoever asks for a text later would not expect it to fail.</summary>
    /// <exception cref="InvalidOperationException">A text is not Unicode.</exception>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public static void RequireText(Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
            if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject) return;
        }
    }

    /// <summary>A property that is there and not null.</summary>
    public static JsonElement? Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A string property.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number.</summary>
    public static int? Integer(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && number == Math.Floor(number)
            && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    /// <summary>True or false.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Property(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
