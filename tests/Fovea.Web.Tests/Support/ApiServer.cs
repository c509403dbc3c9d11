using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Support;

/// <summary>The real server with a client that is signed in. Every answer is compared with what the API's description says of it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly ApiShapes _shapes = ApiShapes.Committed;

    private ApiServer(TestServer server, HttpClient client, TempFolder folder) => (Server, Client, Folder) = (server, client, folder);

    public TestServer Server { get; }

    public HttpClient Client { get; }

    public TempFolder Folder { get; }

    public string this[params string[] parts] => Path.Combine([Server.Photos, .. parts]);

    /// <summary>Starts it over pictures that are drawn first, and indexes them through the API.</summary>
    public static async Task<ApiServer> StartAsync(Action<TempFolder>? draw = null, Action<IServiceCollection>? adjust = null)
    {
        TempFolder? folder = null;
        var server = await TestServer.StartAsync(
            made =>
            {
                folder = made;
                draw?.Invoke(made);
            },
            adjust);
        var api = new ApiServer(server, await server.CreateClientAsync(), folder!);
        if (draw is not null) await api.AddRootAsync(server.Photos);
        return api;
    }

    /// <summary>Pictures of one colour each, all different.</summary>
    public static void DrawColours(TempFolder folder)
    {
        folder.Write("photos/red.png", TestPicture.Solid(220, 20, 20, 60, 40));
        folder.Write("photos/sea/blue.png", TestPicture.Solid(20, 20, 220, 40, 60));
        folder.Write("photos/sea/green.png", TestPicture.Solid(20, 200, 20, 50, 50));
        folder.Write("photos/white.png", TestPicture.Solid(250, 250, 250));
    }

    /// <summary>Adds a folder and waits until it is indexed.</summary>
    public async Task<JsonElement> AddRootAsync(string path)
    {
        var root = await SendAsync("POST", "/library/roots", new { path }, 201);
        await UntilIdleAsync();
        return root;
    }

    public async Task<JsonElement> UntilIdleAsync()
    {
        while (true)
        {
            var status = await GetAsync("/index");
            if (status.GetProperty("state").GetString() == "idle") return status;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public Task<JsonElement> GetAsync(string path, int status = 200) => SendAsync("GET", path, body: null, status);

    /// <summary>Asks, and requires a status; what comes is what the description says for it.</summary>
    public async Task<JsonElement> SendAsync(string method, string path, object? body, int status = 200)
    {
        using var request = Request(method, path, body is string text ? text : body is null ? "{}" : JsonSerializer.Serialize(body));
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} and not {status} for {method} {path}\n{json}");
        if (json.Length == 0) return default;
        using var document = JsonDocument.Parse(json);
        _shapes.Check(method, path, status, document.RootElement);
        return document.RootElement.Clone();
    }

    /// <summary>Asks for what is refused, and requires its code; gives the detail.</summary>
    public async Task<string> RefusesAsync(int status, string code, string method, string path, object? body = null)
    {
        var problem = await SendAsync(method, path, body, status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem.GetProperty("detail").GetString()!;
    }

    public async Task<HttpResponseMessage> RawAsync(string method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Adds a picture to search with.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> AddPictureAsync(byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/octet-stream");
        using var answer = await RawAsync("POST", "/pictures", content);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        _shapes.Check("POST", "/pictures", (int)answer.StatusCode, document.RootElement);
        return (answer.StatusCode, document.RootElement.Clone());
    }

    public async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await RawAsync("GET", path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The names in an answer, in order.</summary>
    public static List<string> Names(JsonElement answer) => [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    /// <summary>The id of a photo, by its name.</summary>
    public async Task<long> IdAsync(string name) =>
        (await GetAsync("/search?limit=500")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("name").GetString() == name).GetProperty("id").GetInt64();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private static HttpRequestMessage Request(string method, string path, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
        if (method is not ("GET" or "HEAD")) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
