using System.Net;
using System.Text.Json;

namespace Fovea.Bench.Serving;

/// <summary>A page's side of the server: signed in, with as many connections as there are callers.</summary>
internal sealed class Client : IDisposable
{
    private readonly HttpClient _http;

    private Client(HttpClient http) => _http = http;

    public static async Task<Client> SignInAsync(Uri address)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)),
            Timeout = TimeSpan.FromMinutes(2),
        };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await http.GetAsync(address);
        return new Client(http);
    }

    /// <summary>Reads an answer to its end; its status and length.</summary>
    public async Task<(HttpStatusCode Status, int Length)> GetAsync(string path, CancellationToken cancellationToken = default)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length);
    }

    /// <summary>Reads an answer as JSON.</summary>
    public async Task<JsonElement> ReadAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative)));

    public void Dispose() => _http.Dispose();
}
