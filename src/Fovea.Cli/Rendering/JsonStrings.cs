using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fovea.Cli.Rendering;

/// <summary>JSON strings as texts, also where an escape stands for half a surrogate pair, which .NET's reader refuses.</summary>
internal static class JsonStrings
{
    /// <summary>Reads one JSON string; half a surrogate pair is kept as it is.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static string Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException("it is another kind of value");
        var text = Text(ref reader) ?? Unescape(json.AsSpan().Trim()[1..^1]);
        reader.Read();
        return text;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // The syntax has been checked: every backslash begins a whole escape.
    private static string Unescape(ReadOnlySpan<char> literal)
    {
        var text = new StringBuilder(literal.Length);
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] != '\\')
            {
                text.Append(literal[i]);
                continue;
            }

            i++;
            text.Append(literal[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(literal.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
            if (literal[i] == 'u') i += 4;
        }

        return text.ToString();
    }
}
