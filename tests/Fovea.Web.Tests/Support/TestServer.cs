using System.Net;
using System.Net.Http.Headers;
using Fovea.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Support;

/// <summary>The real server on a loopback port, over a library in a fresh folder; only the encoder is a fake whose meaning is colour.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly WebServer _server;

    private TestServer(TempFolder folder, WebServer server)
    {
        _folder = folder;
        _server = server;
    }

    public Uri Address => _server.Address;

    public Uri OpeningAddress => _server.OpeningAddress;

    public int Port => Address.Port;

    public string Authority => Address.Authority;

    public string Token => OpeningAddress.Query["?token=".Length..];

    public string Photos => _folder["photos"];

    public IServiceProvider Services => _server.Services;

    public static async Task<TestServer> StartAsync(Action<TempFolder>? prepare = null, Action<IServiceCollection>? adjust = null, bool index = false)
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder["photos"]);
        prepare?.Invoke(folder);
        var server = await WebServer.StartAsync(
            new FoveaOptions { Home = folder["home"] },
            new WebServerOptions { Port = 0, StartsIndexing = index },
            services =>
            {
                services.AddSingleton<IDualEncoder>(new FakeDualEncoder());
                adjust?.Invoke(services);
            },
            TestContext.Current.CancellationToken);
        return new TestServer(folder, server);
    }

    public Task StopAsync() => _server.StopAsync();

    /// <summary>The cookie that the opening address gives, as a client sends it back.</summary>
    public async Task<string> SignInAsync()
    {
        using var answer = await RawHttp.SendAsync(Port, $"GET {OpeningAddress.PathAndQuery} HTTP/1.1\r\nHost: {Authority}\r\nConnection: close\r\n\r\n");
        Assert.Equal(303, answer.Status);
        return answer.Headers["Set-Cookie"].Split(';')[0];
    }

    /// <summary>A client that is signed in and sends what the page sends.</summary>
    public async Task<HttpClient> CreateClientAsync()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = Address,
        };
        client.DefaultRequestHeaders.Add("Cookie", await SignInAsync());
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        client.DefaultRequestHeaders.Add("X-Fovea", "1");
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
