using System.Globalization;

namespace Fovea.Web.Tests.Security;

/// <summary>Origin × Sec-Fetch-Site × cookie × method × content type × own header: what passes, and with which status the rest does not.</summary>
public sealed class OriginTests
{
    private static readonly string?[] Sites = [null, "same-origin", "none", "same-site", "cross-site", "SAME-ORIGIN", "same-origin, same-origin"];
    private static readonly string?[] Origins = [null, "{own}", "null", "http://evil.example", "http://127.0.0.1:1", "https://{host}", "http://localhost:{port}"];
    private static readonly string?[] Types = [null, "application/json", "application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/octet-stream", "application/json; charset=utf-7"];

    [Fact]
    public async Task Change_PassesOnlyFromTheOwnPage()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        foreach (var method in new[] { "POST", "PUT", "DELETE" })
        {
            foreach (var site in Sites)
            {
                foreach (var origin in Origins)
                {
                    var isOwn = site == "same-origin" ? origin is null or "{own}" : site is null && origin == "{own}";

                    // 404 comes from behind the guards: there is no such route.
                    await AssertStatusAsync(server, isOwn ? 404 : 403, method, "/api/v1/nowhere", site, origin, cookie, "application/json", "1");
                }
            }
        }
    }

    [Fact]
    public async Task Change_NeedsCookieHeaderAndType()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        foreach (var type in Types)
        {
            var isJson = type is "application/json" or "application/json; charset=utf-8";
            await AssertStatusAsync(server, isJson ? 404 : 415, "POST", "/api/v1/nowhere", "same-origin", "{own}", cookie, type, "1");
            await AssertStatusAsync(server, isJson ? 401 : 415, "POST", "/api/v1/nowhere", "same-origin", "{own}", null, type, "1");
            await AssertStatusAsync(server, isJson ? 401 : 415, "POST", "/api/v1/nowhere", "same-origin", "{own}", $"fovea-{server.Port}=wrong", type, "1");
            await AssertStatusAsync(server, 403, "POST", "/api/v1/nowhere", "same-origin", "{own}", cookie, type, null);
            await AssertStatusAsync(server, 403, "POST", "/api/v1/nowhere", "same-origin", "{own}", cookie, type, "2");
        }
    }

    [Fact]
    public async Task Reading_OfAnotherSite_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        foreach (var site in Sites)
        {
            foreach (var origin in Origins)
            {
                var isOwn = (site is null or "same-origin" or "none") && (origin is null or "{own}");
                await AssertStatusAsync(server, isOwn ? 200 : 403, "GET", "/library", site, origin, cookie, null, null);
                await AssertStatusAsync(server, isOwn ? 200 : 403, "HEAD", "/page/index.html", site, origin, cookie, null, null);
            }
        }
    }

    [Theory]
    [InlineData("/", "cross-site", "navigate", "document", 200)]
    [InlineData("/", "same-site", "navigate", "document", 200)]
    [InlineData("/", "cross-site", "navigate", "iframe", 403)]
    [InlineData("/", "cross-site", "no-cors", "image", 403)]
    [InlineData("/", "cross-site", "cors", "empty", 403)]
    [InlineData("/library", "cross-site", "navigate", "document", 403)]
    [InlineData("/page/index.html", "cross-site", "no-cors", "script", 403)]
    [InlineData("/page/index.html", "same-site", "no-cors", "script", 403)]
    [InlineData("/api/v1/session", "same-site", "no-cors", "image", 403)]
    [InlineData("/api/v1/session", "cross-site", "navigate", "document", 403)]
    public async Task Link_FromElsewhere_LeadsToTheStartOnly(string path, string site, string mode, string destination, int expected)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();

        using var answer = await RawHttp.SendAsync(
            server.Port,
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}\r\nSec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {destination}\r\nConnection: close\r\n\r\n");

        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("PROPFIND")]
    public async Task Method_ThatNoRouteHas_IsRefusedWithWhatIsAllowed(string method)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        foreach (var path in new[] { "/", "/api/v1/search", "/page/index.html" })
        {
            using var answer = await RawHttp.SendAsync(server.Port, $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}\r\nAccess-Control-Request-Method: POST\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n");

            Assert.Equal(405, answer.Status);
            Assert.Equal("GET, HEAD, POST, PUT, DELETE", answer.Headers["Allow"]);
        }
    }

    private static async Task AssertStatusAsync(
        TestServer server, int expected, string method, string path, string? site, string? origin, string? cookie, string? type, string? header)
    {
        origin = origin?.Replace("{own}", $"http://{server.Authority}", StringComparison.Ordinal)
            .Replace("{host}", server.Authority, StringComparison.Ordinal)
            .Replace("{port}", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var request = $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n"
            + Line("Sec-Fetch-Site", site) + Line("Origin", origin) + Line("Cookie", cookie) + Line("Content-Type", type) + Line("X-Fovea", header)
            + (method is "GET" or "HEAD" ? "\r\n" : "Content-Length: 2\r\n\r\n{}");

        using var answer = await RawHttp.SendAsync(server.Port, request);

        Assert.True(expected == answer.Status, $"{answer.Status} and not {expected} for\n{request}\n{answer.Text}");
    }

    private static string Line(string name, string? value) => value is null ? string.Empty : $"{name}: {value}\r\n";
}
