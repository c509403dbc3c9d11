using System.Globalization;

namespace Fovea.Web.Tests.Security;

public sealed class HostTests
{
    [Theory]
    [InlineData("127.0.0.1:{port}", 200)]
    [InlineData("localhost:{port}", 200)]
    [InlineData("LOCALHOST:{port}", 200)]
    [InlineData("[::1]:{port}", 200)]
    [InlineData("127.0.0.1", 421)]
    [InlineData("localhost", 421)]
    [InlineData("127.0.0.1:80", 421)]
    [InlineData("127.0.0.1:0{port}", 421)]
    [InlineData("127.0.0.2:{port}", 421)]
    [InlineData("0.0.0.0:{port}", 421)]
    [InlineData("localhost.:{port}", 421)]
    [InlineData("localhost.evil.example:{port}", 421)]
    [InlineData("127.0.0.1.nip.io:{port}", 421)]
    [InlineData("evil.example:{port}", 421)]
    [InlineData("evil.example", 421)]
    [InlineData("[::ffff:127.0.0.1]:{port}", 421)]
    [InlineData("2130706433:{port}", 421)]
    [InlineData("127.1:{port}", 421)]
    [InlineData("[0:0:0:0:0:0:0:1]:{port}", 421)]
    [InlineData("user@127.0.0.1:{port}", 400)]
    [InlineData("127.0.0.1:{port}/", 400)]
    [InlineData("127.0.0.1:{port} evil", 400)]
    [InlineData("", 400)]
    public async Task Request_WithThisHost_IsAnsweredOnlyUnderOwnNameAndPort(string host, int expected)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        host = host.Replace("{port}", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        // A page elsewhere whose name was made to point here would have everything but the name: also the cookie.
        foreach (var path in new[] { "/", "/library", "/page/index.html" })
        {
            using var answer = await RawHttp.SendAsync(server.Port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");

            Assert.Equal(expected, answer.Status);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: {own}\r\nHost: {own}\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : {own}\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n")]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n")]
    public async Task Request_WithOddHost_IsRefused(string request)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, request.Replace("{own}", server.Authority, StringComparison.Ordinal));

        Assert.InRange(answer.Status, 400, 499);
    }

    [Fact]
    public async Task Request_OfAnotherHost_LearnsNothingAndCannotSignIn()
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, $"GET /?token={server.Token} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        Assert.Equal(421, answer.Status);
        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
        Assert.DoesNotContain(server.Token, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryAnswer_CarriesTheHeadersThatBindIt()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        string[] requests =
        [
            $"GET / HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}",
            $"GET /?token=wrong HTTP/1.1\r\nHost: {server.Authority}",
            $"GET / HTTP/1.1\r\nHost: {server.Authority}",
            "GET / HTTP/1.1\r\nHost: evil.example",
            $"GET /nowhere HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}",
            $"GET /api/v1/nowhere HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}",
            $"OPTIONS /api/v1/search HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}",
            $"GET {server.OpeningAddress.PathAndQuery} HTTP/1.1\r\nHost: {server.Authority}",
        ];
        foreach (var request in requests)
        {
            using var answer = await RawHttp.SendAsync(server.Port, request + "\r\nConnection: close\r\n\r\n");

            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
            Assert.Equal("same-origin", answer.Headers["Cross-Origin-Resource-Policy"]);
            Assert.Equal("same-origin", answer.Headers["Cross-Origin-Opener-Policy"]);
            Assert.Equal("require-corp", answer.Headers["Cross-Origin-Embedder-Policy"]);
            Assert.StartsWith("default-src 'none'; ", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("Server", answer.Headers.Keys);
            Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        }
    }
}
