using System.Net;
using System.Net.Sockets;
using Fovea.Hosting;
using Fovea.Web.Lan;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Lan;

/// <summary>--lan as a whole: off, without a network, after a restart, with files that are not as they should be.</summary>
public sealed class LanModeTests
{
    [Fact]
    public async Task Server_WithoutLan_ListensNowhereElseAndPairsNothing()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CreateClientAsync();
        client.DefaultRequestHeaders.Add("Origin", $"http://{server.Authority}");
        var home = Directory.EnumerateFiles(server.Services.GetRequiredService<DataFolder>().Path).Select(Path.GetFileName).ToList();

        foreach (var (method, path) in new[] { ("GET", "/api/v1/devices"), ("POST", "/api/v1/pairing"), ("POST", "/api/v1/pair"), ("DELETE", "/api/v1/devices/1") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method != "GET") request.Content = new StringContent("{\"code\":\"2222-2222\",\"name\":\"x\"}", System.Text.Encoding.UTF8, "application/json");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("\"code\":\"lan-off\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var session = await client.GetStringAsync(new Uri("/api/v1/session", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("\"lan\":{\"enabled\":false,\"url\":null,\"problem\":null}", session, StringComparison.Ordinal);
        Assert.DoesNotContain("devices.json", home);
        Assert.DoesNotContain("lan-certificate.pfx", home);
        using var socket = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(async () => await socket.ConnectAsync(LanServer.AnAddress(), server.Port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_WithoutANetwork_SaysSoAndServesThisMachine()
    {
        using var folder = new TempFolder();
        await using var server = await StartAsync(folder, () => []);

        Assert.Null(server.Lan);
        Assert.StartsWith("No private address of a home network was found", server.LanProblem, StringComparison.Ordinal);
        using var answer = await RawHttp.SendAsync(server.Address.Port, $"GET {server.OpeningAddress.PathAndQuery} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n\r\n");
        using var session = await RawHttp.SendAsync(server.Address.Port, $"GET /api/v1/session HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: {answer.Headers["Set-Cookie"].Split(';')[0]}\r\nConnection: close\r\n\r\n");
        Assert.Equal(server.LanProblem, session.Json.GetProperty("lan").GetProperty("problem").GetString());
        Assert.False(session.Json.GetProperty("lan").GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Server_StartedAgain_KnowsItsDevicesAndHasTheSameCertificate()
    {
        var server = await LanServer.StartAsync();
        var (cookie, id) = await server.PairAsync();
        await server.GetLanAsync("/api/v1/session", cookie);
        var fingerprint = server.Server.Lan!.Fingerprint;

        await using var next = await server.RestartAsync();

        Assert.Equal(fingerprint, next.Server.Lan!.Fingerprint);
        var seen = Assert.Single(next.Server.Services.GetRequiredService<DeviceRegistry>().List());
        Assert.Equal(id, seen.Id);
        Assert.NotNull(seen.LastSeen);
        Assert.Equal(200, (await next.GetLanAsync("/api/v1/session", cookie)).Status);
    }

    [Fact]
    public async Task DeviceList_Damaged_IsToldToThePersonAndToNoDevice()
    {
        var folder = new TempFolder();
        folder.Write(Path.Combine("home", "devices.json"), "{"u8);
        await using var server = await LanServer.StartAsync(folder);
        var (cookie, _) = await server.PairAsync();

        using var person = await server.GetLocalAsync("/api/v1/session", await server.SignInAsync());
        using var device = await server.GetLanAsync("/api/v1/session", cookie);

        Assert.StartsWith("The list of paired devices was damaged and is now ", server.Server.Lan!.Message, StringComparison.Ordinal);
        Assert.Equal(server.Server.Lan.Message, person.Json.GetProperty("lan").GetProperty("problem").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, device.Json.GetProperty("lan").GetProperty("problem").ValueKind);
    }

    [Fact]
    public async Task DeviceList_OfANewerFovea_StopsTheServerAndIsKept()
    {
        using var folder = new TempFolder();
        folder.Write(Path.Combine("home", "devices.json"), "{\"format\":\"fovea-devices\",\"version\":2,\"devices\":[]}"u8);

        var error = await Assert.ThrowsAsync<LanException>(() => StartAsync(folder, () => [LanServer.AnAddress()]));

        Assert.Contains("Update Fovea.", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["home", "devices.json"]));
        await using var without = await StartAsync(folder, addresses: null);
    }

    [Fact]
    public async Task Port_TakenInTheNetworkAlone_IsTaken()
    {
        var address = LanServer.AnAddress();
        using var other = new TcpListener(address, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<WebServerException>(() => StartAsync(folder, () => [address], port));

        Assert.Equal($"Port {port} is taken by another program. Name another one with --port, or none.", error.Message);
    }

    [Fact]
    public async Task Address_ThatIsNotThisMachines_IsAnErrorThatNamesIt()
    {
        using var folder = new TempFolder();

        var error = await Assert.ThrowsAsync<WebServerException>(() => StartAsync(folder, () => [IPAddress.Parse("192.168.254.253")]));

        Assert.StartsWith("The addresses of the home network (192.168.254.253) cannot be used: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: {lan}\r\n\r\n")]
    [InlineData("GET /?token={token} HTTP/1.1\r\nHost: {lan}\r\n\r\n")]
    [InlineData("POST /api/v1/pair HTTP/1.1\r\nHost: evil.example\r\n\r\n")]
    [InlineData("\0nonsense")]
    public async Task LanPort_SpokenToInPlain_LeadsToTheEncryptedPageAndNowhereElse(string request)
    {
        await using var server = await LanServer.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.LanAddress, server.Port, TestContext.Current.CancellationToken);
        request = request.Replace("{lan}", server.Lan, StringComparison.Ordinal).Replace("{token}", server.Server.OpeningAddress.Query[7..], StringComparison.Ordinal);

        using var answer = await RawHttp.ExchangeAsync(socket.GetStream(), System.Text.Encoding.ASCII.GetBytes(request));

        Assert.Equal(307, answer.Status);
        Assert.Equal($"https://{server.Lan}/", answer.Headers["Location"]);
        Assert.Empty(answer.Body);
        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
    }

    private static Task<WebServer> StartAsync(TempFolder folder, Func<IReadOnlyList<IPAddress>>? addresses, int port = 0) => WebServer.StartAsync(
        new FoveaOptions { Home = folder["home"] },
        new WebServerOptions { Port = port, StartsIndexing = false, Lan = addresses is not null, FindLanAddresses = addresses ?? (() => []) },
        services => services.AddSingleton<IDualEncoder>(new FakeDualEncoder()),
        TestContext.Current.CancellationToken);
}
