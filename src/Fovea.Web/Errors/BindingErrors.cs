using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Errors;

/// <summary>What is wrong with a request, where the framework says it in words for programmers.</summary>
internal static partial class BindingErrors
{
    /// <summary>What was wrong, for people; null: nothing more is known than that it cannot be understood.</summary>
    public static string? Explain(BadHttpRequestException error)
    {
        if (error.InnerException is JsonException json) return ExplainJson(json);
        if (WrongValue().Match(error.Message) is { Success: true } wrong) return $"'{wrong.Groups["name"]}' cannot be read from \"{wrong.Groups["value"]}\". See /api/v1/openapi.json for what it takes.";
        if (MissingValue().Match(error.Message) is { Success: true } missing) return $"'{missing.Groups["name"]}' is missing.";
        return error.Message.Contains("no body was provided", StringComparison.Ordinal) || error.Message.Contains("empty request body", StringComparison.Ordinal)
            ? "The body is missing: send JSON. See /api/v1/openapi.json for its shape."
            : null;
    }

    private static string ExplainJson(JsonException error)
    {
        if (MissingMembers().Match(error.Message) is { Success: true } missing) return $"The body lacks {missing.Groups["names"]}.";
        var where = error.Path is { Length: > 1 } path ? $"at {path} " : string.Empty;
        return $"The body is not the JSON that is expected: see {where}in line {(error.LineNumber ?? 0) + 1}, byte {(error.BytePositionInLine ?? 0) + 1}, and /api/v1/openapi.json for its shape.";
    }

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex WrongValue();

    [GeneratedRegex("""^Required parameter ".* (?<name>\w+)" was not provided""")]
    private static partial Regex MissingValue();

    [GeneratedRegex("""missing required properties including: (?<names>.*?)\.?$""")]
    private static partial Regex MissingMembers();
}
