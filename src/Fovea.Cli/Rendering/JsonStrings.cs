using System.Text.Json;

namespace Fovea.Cli.Rendering;

/// <summary>JSON strings as texts, also where an escape stands for half a surrogate pair, which .NET's reader refuses.</summary>
internal static class JsonStrings
{
    /// <summary>Reads one JSON string.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static string Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CliJson.Default.String) ?? throw new JsonException("it is null");
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("it holds half a surrogate pair", e);
        }
    }
}
