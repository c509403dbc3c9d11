using System.Globalization;
using Fovea.Web.Api;

namespace Fovea.Web.Tests.Lan;

/// <summary>What the home network sees of a server that it was not let in to, and that no right of one place counts at the other.</summary>
public sealed class StrangerTests
{
    private static readonly string[] Open = ["pair.css", "pair.js", "manifest.webmanifest", "icon.svg", "icon-192.png", "icon-512.png", "icon-maskable-512.png"];

    [Fact]
    public async Task Start_WithoutACookie_IsThePageThatAsksForACode()
    {
        await using var server = await LanServer.StartAsync();
        foreach (var path in new[] { "/", "/?q=dog", $"/?token={server.Server.OpeningAddress.Query["?token=".Length..]}" })
        {
            using var answer = await server.GetLanAsync(path);

            Assert.Equal(200, answer.Status);
            Assert.Contains("/page/pair.js", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
            Assert.DoesNotContain("Strict-Transport-Security", answer.Headers.Keys);
            Assert.StartsWith("default-src 'none'; ", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        }
    }

    [Fact]
    public async Task Files_WithoutACookie_AreThoseOfPairingAlone()
    {
        await using var server = await LanServer.StartAsync();
        foreach (var name in PageFiles.Names)
        {
            using var answer = await server.GetLanAsync($"/page/{name}");

            Assert.True((Open.Contains(name) ? 200 : 401) == answer.Status, $"{answer.Status} for {name}");
        }
    }

    [Theory]
    [InlineData("GET", "/library")]
    [InlineData("GET", "//")]
    [InlineData("GET", "/%2f")]
    [InlineData("GET", "/page/pair.js/")]
    [InlineData("GET", "/page/PAIR.js")]
    [InlineData("GET", "/page/../page/js/api.js")]
    [InlineData("GET", "/api/v1/session")]
    [InlineData("GET", "/api/v1/search?q=dog")]
    [InlineData("GET", "/api/v1/photos/1/thumbnail")]
    [InlineData("GET", "/api/v1/devices")]
    [InlineData("GET", "/api/v1/openapi.json")]
    [InlineData("GET", "/api/v1/events")]
    [InlineData("GET", "/api/v1/pair")]
    [InlineData("PUT", "/api/v1/pair")]
    [InlineData("POST", "/api/v1/pair/")]
    [InlineData("POST", "/api/v1/pairing")]
    [InlineData("POST", "/API/V1/PAIR")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/page/pair.js")]
    [InlineData("POST", "/api/v1/photos/favourite")]
    [InlineData("DELETE", "/api/v1/devices/1")]
    public async Task Rest_WithoutACookie_IsRefused(string method, string path)
    {
        await using var server = await LanServer.StartAsync();

        using var answer = method == "GET" ? await server.GetLanAsync(path) : await server.ChangeLanAsync(method, path, null);

        Assert.True(answer.Status == 401, $"{answer.Status}: {answer.Text}");
    }

    [Fact]
    public async Task Page_WithoutACookie_LeadsToTheStart()
    {
        await using var server = await LanServer.StartAsync();

        using var answer = await server.GetLanAsync("/library");

        Assert.Equal(401, answer.Status);
        Assert.Contains("<a href=\"/\">Let this device in</a>", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fovea serve", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_OfOnePlace_AreWorthNothingAtTheOther()
    {
        await using var server = await LanServer.StartAsync();
        var local = (await server.SignInAsync()).Split('=', 2);
        var device = (await server.PairAsync()).Cookie.Split('=', 2);
        foreach (var name in new[] { local[0], device[0] })
        {
            using var deviceAtHome = await server.GetLocalAsync("/api/v1/session", $"{name}={device[1]}");
            using var personElsewhere = await server.GetLanAsync("/api/v1/session", $"{name}={local[1]}");

            Assert.Equal(401, deviceAtHome.Status);
            Assert.Equal(401, personElsewhere.Status);
        }

        using var both = await server.GetLanAsync("/api/v1/session", $"{string.Join('=', local)}; {string.Join('=', device)}");
        Assert.False(both.Json.GetProperty("isLocal").GetBoolean());
        using var trash = await server.ChangeLanAsync("POST", "/api/v1/photos/trash", $"{string.Join('=', local)}; {string.Join('=', device)}", "{\"ids\":[]}");
        Assert.Equal(403, trash.Status);
        using var right = await server.GetLocalAsync("/api/v1/session", string.Join('=', local));
        Assert.True(right.Json.GetProperty("isLocal").GetBoolean());
    }

    [Theory]
    [InlineData("{lan}:{port}", false, true)]
    [InlineData("{name}:{port}", false, true)]
    [InlineData("{name}.local:{port}", false, true)]
    [InlineData("127.0.0.1:{port}", true, false)]
    [InlineData("localhost:{port}", true, false)]
    [InlineData("[::1]:{port}", true, false)]
    [InlineData("{lan}", false, false)]
    [InlineData("{lan}:443", false, false)]
    [InlineData("{name}", false, false)]
    [InlineData("192.168.255.254:{port}", false, false)]
    [InlineData("0.0.0.0:{port}", false, false)]
    [InlineData("evil.example:{port}", false, false)]
    [InlineData("{name}.local.evil.example:{port}", false, false)]
    public async Task Request_WithThisHost_IsAnsweredWhereThatNameBelongs(string host, bool atLoopback, bool atLan)
    {
        await using var server = await LanServer.StartAsync();
        var name = Environment.MachineName.Split('.')[0].ToLowerInvariant();
        Assert.SkipUnless(name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && name != "localhost", "this machine's name cannot be in an address");
        host = host.Replace("{lan}", server.LanAddress.ToString(), StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal)
            .Replace("{port}", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        using var local = await server.SendLocalAsync($"GET /api/v1/session HTTP/1.1\r\nHost: {host}\r\nCookie: {await server.SignInAsync()}");
        using var lan = await server.SendLanAsync($"GET /api/v1/session HTTP/1.1\r\nHost: {host}\r\nCookie: {(await server.PairAsync()).Cookie}");

        Assert.Equal(atLoopback ? 200 : 421, local.Status);
        Assert.Equal(atLan ? 200 : 421, lan.Status);
    }

    [Fact]
    public async Task Change_OfADevice_NeedsItsOwnEncryptedOrigin()
    {
        await using var server = await LanServer.StartAsync();
        var (cookie, _) = await server.PairAsync();
        foreach (var (origin, expected) in new[] { ($"https://{server.Lan}", 200), ($"http://{server.Lan}", 403), ($"http://{server.Local}", 403), ($"https://{server.Local}", 403), ("null", 403) })
        {
            using var answer = await server.SendLanAsync(
                $"POST /api/v1/photos/favourite HTTP/1.1\r\nHost: {server.Lan}\r\nCookie: {cookie}\r\nOrigin: {origin}\r\nX-Fovea: 1\r\nContent-Type: application/json", "{\"ids\":[1],\"favourite\":true}");

            Assert.Equal(expected, answer.Status);
        }
    }
}
