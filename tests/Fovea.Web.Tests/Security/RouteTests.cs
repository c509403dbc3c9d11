using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Security;

/// <summary>Every route that is mapped, as the server itself lists them: a new one cannot be forgotten.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task EveryRoute_OfAnotherHost_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();

        await ForEachAsync(server, async (route, send) =>
        {
            foreach (var host in new[] { $"evil.example:{server.Port}", "evil.example", "127.0.0.1", "localhost", $"127.0.0.1.nip.io:{server.Port}", $"127.0.0.1:{server.Port + 1}" })
            {
                using var answer = await send(Own(route, server, cookie).Replace($"Host: {server.Authority}", $"Host: {host}", StringComparison.Ordinal));
                Refused(421, "wrong-host", route, answer);
            }
        });
    }

    [Fact]
    public async Task EveryRoute_WithoutTheCookie_IsRefused()
    {
        await using var server = await TestServer.StartAsync();

        await ForEachAsync(server, async (route, send) =>
        {
            foreach (var cookie in new[] { "other=1", $"fovea-{server.Port}=", $"fovea-{server.Port}={server.Token}", $"fovea-{server.Port + 1}={new string('A', 43)}" })
            {
                using var answer = await send(Own(route, server, cookie));
                if (!route.IsOpenToAll) Refused(401, "signed-out", route, answer);
            }
        });
    }

    [Fact]
    public async Task EveryRoute_AskedByAnotherSite_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();

        await ForEachAsync(server, async (route, send) =>
        {
            foreach (var lines in new[]
            {
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
                "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\nOrigin: http://localhost:1\r\n",
                "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example\r\n",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
                "Origin: null\r\n",
            })
            {
                using var answer = await send(Own(route, server, cookie).Replace("Sec-Fetch-Site: same-origin\r\n", lines, StringComparison.Ordinal));
                Refused(403, "other-site", route, answer);
            }
        });
    }

    [Fact]
    public async Task EveryChange_WithoutWhatNoFormCanSend_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();

        await ForEachAsync(server, async (route, send) =>
        {
            if (!route.IsChange) return;
            var own = Own(route, server, cookie);
            using var bare = await send(own.Replace("X-Fovea: 1\r\n", string.Empty, StringComparison.Ordinal));
            Refused(403, "no-header", route, bare);
            using var nameless = await send(own.Replace("Sec-Fetch-Site: same-origin\r\n", string.Empty, StringComparison.Ordinal));
            Refused(403, "other-site", route, nameless);
            foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/jpeg", "application/jsonp", "" })
            {
                using var answer = await send(Regex.Replace(own, "Content-Type: .*\r\n", type.Length > 0 ? $"Content-Type: {type}\r\n" : string.Empty));
                Refused(415, "wrong-body", route, answer);
            }
        });
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("PATCH")]
    [InlineData("PROPFIND")]
    [InlineData("QUERY")]
    [InlineData("get")]
    public async Task EveryRoute_AskedInAnOddWay_SaysWhichWaysThereAre(string method)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();

        await ForEachAsync(server, async (route, send) =>
        {
            using var answer = await send($"{method} {route.Path} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-fovea\r\nContent-Length: 0\r\n\r\n");
            Refused(405, "wrong-method", route, answer);
            Assert.Equal("GET, HEAD, POST, PUT, DELETE", answer.Headers["Allow"]);
        });
    }

    [Fact]
    public async Task EveryRoute_AskedWithAMethodOfOthers_SaysWhichItHas()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        var all = Routes(server);

        await ForEachAsync(server, async (route, send) =>
        {
            // One path may have several routes, as /index has.
            var methods = all.Where(other => other.Path == route.Path).Select(other => other.Method).ToHashSet();
            foreach (var method in new[] { "GET", "POST", "PUT", "DELETE" }.Where(method => !methods.Contains(method)))
            {
                using var answer = await send(Own(route with { Method = method }, server, cookie));
                Refused(405, "wrong-method", route, answer);
                Assert.Equal(methods.Order(StringComparer.Ordinal), answer.Headers["Allow"].Split(", ").Order(StringComparer.Ordinal));
            }
        });
    }

    [Fact]
    public async Task EveryReadRoute_AnswersHeadAsGetWithoutABody()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var cookie = await api.Server.SignInAsync();
        var compared = 0;

        await ForEachAsync(api.Server, async (route, send) =>
        {
            if (route.Method != "HEAD") return;
            using var get = await send(Own(route with { Method = "GET" }, api.Server, cookie));
            using var head = await send(Own(route, api.Server, cookie));
            Assert.True(get.Status == head.Status, $"{route}: {get.Status}, but {head.Status} for HEAD");
            Assert.Equal(get.Headers.GetValueOrDefault("Content-Type"), head.Headers.GetValueOrDefault("Content-Type"));
            Assert.Equal(get.Headers.GetValueOrDefault("ETag"), head.Headers.GetValueOrDefault("ETag"));
            compared++;
        });
        Assert.InRange(compared, 15, 1000);
    }

    private static List<Route> Routes(TestServer server) =>
    [
        .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           let filled = Regex.Replace(path.Replace("{**name}", "index.html", StringComparison.Ordinal), @"\{\*{0,2}\w+(:\w+)?\}", "1")
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Route(method, filled, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null),
    ];

    private static async Task ForEachAsync(TestServer server, Func<Route, Func<string, Task<RawAnswer>>, Task> test)
    {
        var routes = Routes(server);
        Assert.InRange(routes.Count, 40, 500);
        using var connection = new RawConnection(server.Port);
        foreach (var route in routes) await test(route, request => connection.SendAsync(request, TestContext.Current.CancellationToken));
    }

    private static string Own(Route route, TestServer server, string cookie) =>
        $"{route.Method} {route.Path} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        + (route.IsChange ? $"X-Fovea: 1\r\nContent-Type: {(route.Path == "/api/v1/pictures" ? "application/octet-stream" : "application/json")}\r\nContent-Length: 2\r\n\r\n{{}}" : "\r\n");

    private static void Refused(int status, string code, Route route, RawAnswer answer)
    {
        Assert.True(status == answer.Status, string.Create(CultureInfo.InvariantCulture, $"{answer.Status} and not {status} for {route}\n{answer.Text}"));
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
        if (route.Path.StartsWith("/api/", StringComparison.Ordinal) && route.Method != "HEAD")
        {
            Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
            Assert.Contains($"\"code\":\"{code}\"", answer.Text, StringComparison.Ordinal);
        }
    }

    private sealed record Route(string Method, string Path, bool IsOpenToAll)
    {
        public bool IsChange => Method is not ("GET" or "HEAD");
    }
}
