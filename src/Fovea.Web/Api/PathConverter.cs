using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fovea.Web.Api;

/// <summary>Paths without loss: where a name holds bytes that are no text (<see cref="PathText"/>), they are written as <c>\udcXX</c>.</summary>
internal sealed class PathConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (!PathText.HasInvalidText(value))
        {
            writer.WriteStringValue(value);
            return;
        }

        var json = new StringBuilder("\"");
        for (var i = 0; i < value.Length; i++)
        {
            if (Rune.TryGetRuneAt(value, i, out var rune))
            {
                json.Append(JavaScriptEncoder.Default.Encode(rune.ToString()));
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)value[i]:x4}");
            }
        }

        writer.WriteRawValue(json.Append('"').ToString(), skipInputValidation: true);
    }
}
