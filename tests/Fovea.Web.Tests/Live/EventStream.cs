using System.Net;
using System.Text.Json;

namespace Fovea.Web.Tests.Live;

/// <summary>A listener, as a browser's EventSource is one.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage answer, Stream body) => (_answer, _reader) = (answer, new StreamReader(body));

    public static async Task<EventStream> OpenAsync(ApiServer api, params (string Name, string Value)[] headers)
    {
        var (stream, status) = await TryOpenAsync(api, headers);
        Assert.True(stream is not null, $"{status}");
        return stream;
    }

    public static async Task<(EventStream? Stream, HttpStatusCode Status)> TryOpenAsync(ApiServer api, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        var answer = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            using (answer) return (null, answer.StatusCode);
        }

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.ToString());
        return (new EventStream(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)), answer.StatusCode);
    }

    /// <summary>The next event, whatever it is.</summary>
    public async Task<(string Event, JsonElement Data)> ReadAsync()
    {
        var name = string.Empty;
        while (await _reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return (name, JsonDocument.Parse(line[6..]).RootElement);
        }

        throw new EndOfStreamException("The stream ended.");
    }

    /// <summary>The next event of a name.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        while (true)
        {
            var (seen, data) = await ReadAsync();
            if (seen == name) return data;
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task<bool> EndsAsync()
    {
        try
        {
            while (true) await ReadAsync();
        }
        catch (Exception e) when (e is EndOfStreamException or IOException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _answer.Dispose();
    }
}
