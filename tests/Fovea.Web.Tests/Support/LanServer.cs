using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fovea.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Support;

/// <summary>The real server with --lan, over real encrypted sockets. What stands for the home network is another loopback address.</summary>
internal sealed class LanServer : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private LanServer(TempFolder folder, WebServer server, IPAddress address) => (_folder, Server, LanAddress) = (folder, server, address);

    public WebServer Server { get; }

    public IPAddress LanAddress { get; }

    public int Port => Server.Address.Port;

    public string Local => Server.Address.Authority;

    public string Lan => $"{LanAddress}:{Port}";

    public string Home => _folder["home"];

    /// <summary>An address of this machine that a page at 127.0.0.1 is not at; skips where there is none.</summary>
    public static IPAddress AnAddress()
    {
        foreach (var address in Web.Lan.LanAddresses.Find().Prepend(IPAddress.Parse("127.0.0.2")))
        {
            try
            {
                using var listener = new TcpListener(address, 0);
                listener.Start();
                return address;
            }
            catch (SocketException)
            {
                // macOS has one loopback address alone.
            }
        }

        Assert.Skip("needs a second address on this machine: 127.0.0.2 or a private one");
        return null!;
    }

    /// <param name="folder">The folder of a server of before; null: a fresh one.</param>
    /// <param name="port">0: any.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public static async Task<LanServer> StartAsync(TempFolder? folder = null, int port = 0, TimeProvider? time = null)
    {
        var address = AnAddress();
        folder ??= new TempFolder();
        var server = await WebServer.StartAsync(
            new FoveaOptions { Home = folder["home"] },
            new WebServerOptions { Port = port, StartsIndexing = false, Lan = true, FindLanAddresses = () => [address] },
            services =>
            {
                services.AddSingleton<IDualEncoder>(new FakeDualEncoder());
                if (time is not null) services.AddSingleton(time);
            },
            TestContext.Current.CancellationToken);
        return new LanServer(folder, server, address);
    }

    /// <summary>Starts it again for the same library at the same port.</summary>
    public async Task<LanServer> RestartAsync()
    {
        var port = Port;
        await Server.DisposeAsync();
        return await StartAsync(_folder, port);
    }

    /// <summary>An encrypted connection from a device, to the certificate that the server told of and no other.</summary>
    public async Task<SslStream> ConnectAsync()
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(LanAddress, Port, TestContext.Current.CancellationToken);
        var expected = Server.Lan!.Fingerprint.Replace(":", string.Empty, StringComparison.Ordinal);
        var stream = new SslStream(socket.GetStream(), false, (_, certificate, _, _) => certificate!.GetCertHashString(HashAlgorithmName.SHA256) == expected);
        await stream.AuthenticateAsClientAsync(LanAddress.ToString());
        return stream;
    }

    /// <summary>A request of a device, written by hand but for its end.</summary>
    public async Task<RawAnswer> SendLanAsync(string request, string body = "")
    {
        await using var stream = await ConnectAsync();
        return await RawHttp.ExchangeAsync(stream, Encoding.UTF8.GetBytes(Complete(request, body)));
    }

    /// <summary>A request to the loopback address.</summary>
    public Task<RawAnswer> SendLocalAsync(string request, string body = "") => RawHttp.SendAsync(Port, Encoding.UTF8.GetBytes(Complete(request, body)));

    public Task<RawAnswer> GetLanAsync(string path, string? cookie = null) => SendLanAsync($"GET {path} HTTP/1.1\r\nHost: {Lan}{Cookie(cookie)}");

    public Task<RawAnswer> GetLocalAsync(string path, string? cookie = null) => SendLocalAsync($"GET {path} HTTP/1.1\r\nHost: {Local}{Cookie(cookie)}");

    /// <summary>A change as a device's page sends it.</summary>
    public Task<RawAnswer> ChangeLanAsync(string method, string path, string? cookie, string body = "{}") =>
        SendLanAsync($"{method} {path} HTTP/1.1\r\nHost: {Lan}{Cookie(cookie)}\r\nOrigin: https://{Lan}\r\nX-Fovea: 1\r\nContent-Type: application/json", body);

    /// <summary>A change as the page of the machine itself sends it.</summary>
    public Task<RawAnswer> ChangeLocalAsync(string method, string path, string? cookie, string body = "{}") =>
        SendLocalAsync($"{method} {path} HTTP/1.1\r\nHost: {Local}{Cookie(cookie)}\r\nOrigin: http://{Local}\r\nX-Fovea: 1\r\nContent-Type: application/json", body);

    /// <summary>The cookie of the person at the machine.</summary>
    public async Task<string> SignInAsync()
    {
        using var answer = await GetLocalAsync(Server.OpeningAddress.PathAndQuery);
        Assert.Equal(303, answer.Status);
        return answer.Headers["Set-Cookie"].Split(';')[0];
    }

    /// <summary>Lets a device in; its cookie and id.</summary>
    public async Task<(string Cookie, string Id)> PairAsync(string name = "phone")
    {
        var code = Server.Lan!.Offer().Code.Text;
        using var answer = await ChangeLanAsync("POST", "/api/v1/pair", null, JsonSerializer.Serialize(new { code, name }));
        Assert.True(answer.Status == 200, answer.Text);
        return (answer.Headers["Set-Cookie"].Split(';')[0], answer.Json.GetProperty("id").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private static string Cookie(string? cookie) => cookie is null ? string.Empty : $"\r\nCookie: {cookie}";

    private static string Complete(string request, string body) =>
        FormattableString.Invariant($"{request}\r\nConnection: close\r\n{(body.Length == 0 ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")}\r\n{body}");
}
