using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Web.Tests.Support;

/// <summary>
/// What the committed description says that answers look like. A small reader of JSON Schema, apart from what wrote it: references, types,
/// members, items, one of several.
/// </summary>
internal sealed class ApiShapes(JsonElement document)
{
    private static readonly Lazy<ApiShapes> FromFile = new(() => new ApiShapes(JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("docs", "guide", "openapi.json"))).RootElement));

    public static ApiShapes Committed => FromFile.Value;

    /// <summary>Fails unless the answer has the shape that is described for its call and status.</summary>
    public void Check(string method, string path, int status, JsonElement answer)
    {
        if (FindOperation(method, path) is not { } operation) return;
        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response)) Assert.Fail($"{status} is not described for {method} {path}: {answer.GetRawText()}");
        var media = Resolve(response).GetProperty("content").EnumerateObject().First().Value;
        if (media.TryGetProperty("schema", out var schema)) CheckValue(schema, answer, $"{method} {path}: $");
    }

    /// <summary>Fails unless a value has a shape.</summary>
    public void CheckValue(JsonElement schema, JsonElement value, string where)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var fitting = choices.EnumerateArray().Select(Resolve).FirstOrDefault(choice => HasType(choice, value));
            if (fitting.ValueKind == JsonValueKind.Undefined) Assert.Fail($"{where} is {value.GetRawText()}");
            CheckValue(fitting, value, where);
            return;
        }

        if (!HasType(schema, value)) Assert.Fail($"{where} is {value.GetRawText()} and not {(schema.TryGetProperty("type", out var type) ? type : schema)}");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray()) CheckValue(items, item, where + "[]");
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        foreach (var required in schema.TryGetProperty("required", out var names) ? names.EnumerateArray() : default)
        {
            if (!value.TryGetProperty(required.GetString()!, out _)) Assert.Fail($"{where} lacks {required}: {value.GetRawText()}");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var shape)) Assert.Fail($"{where}.{member.Name} is not described");
            CheckValue(shape, member.Value, $"{where}.{member.Name}");
        }
    }

    private JsonElement? FindOperation(string method, string path)
    {
        path = "/api/v1" + path.Split('?')[0];
        foreach (var described in document.GetProperty("paths").EnumerateObject().OrderBy(described => described.Name.Contains('{', StringComparison.Ordinal)))
        {
            if (!Regex.IsMatch(path, "^" + Regex.Replace(described.Name, @"\{\w+\}", "[^/]+") + "$")) continue;
            if (described.Value.TryGetProperty(method == "HEAD" ? "get" : method.ToLowerInvariant(), out var operation)) return operation;
        }

        return null;
    }

    private JsonElement Resolve(JsonElement element)
    {
        while (element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
        }

        return element;
    }

    private static bool HasType(JsonElement schema, JsonElement value)
    {
        if (!schema.TryGetProperty("type", out var type)) return true;
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()) : [type.GetString()];
        return names.Contains(value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => value.TryGetInt64(out _) && names.Contains("integer") ? "integer" : "number",
            _ => "null",
        });
    }
}
