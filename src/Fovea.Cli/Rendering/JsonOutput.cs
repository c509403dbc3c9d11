using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fovea.Cli.Rendering;

/// <summary>JSON documents on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one document and a newline.</summary>
    public static void Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        buffer.Write("\n"u8);
        Terminal.Write(buffer.WrittenSpan);
    }

    /// <summary>
    /// A path as a property. JSON holds text only: a path with bytes that are not UTF-8 is shown with U+FFFD, and its bytes follow as
    /// base64 in <c>NAMEBytes</c>.
    /// </summary>
    public static void WritePath(this Utf8JsonWriter json, string name, string path)
    {
        if (!PathText.HasInvalidText(path))
        {
            json.WriteString(name, path);
            return;
        }

        var bytes = PathText.ToBytes(path);
        json.WriteString(name, System.Text.Encoding.UTF8.GetString(bytes));
        json.WriteBase64String($"{name}Bytes", bytes);
    }
}
