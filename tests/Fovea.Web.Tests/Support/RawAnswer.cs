namespace Fovea.Web.Tests.Support;

/// <summary>An HTTP answer, byte for byte.</summary>
internal sealed class RawAnswer(int status, IReadOnlyDictionary<string, string> headers, byte[] body) : IDisposable
{
    public int Status => status;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public byte[] Body => body;

    public string Text => System.Text.Encoding.UTF8.GetString(body);

    public System.Text.Json.JsonElement Json
    {
        get
        {
            using var document = System.Text.Json.JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
    }

    public void Dispose()
    {
    }
}
