using System.Text;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Lan;

/// <summary>What a paired device may do, and that it may nothing any more when it was put out.</summary>
public sealed class DeviceTests
{
    private static readonly string[] ForThePersonAlone =
    [
        "/api/v1/complete", "/api/v1/index", "/api/v1/index/pause", "/api/v1/index/resume", "/api/v1/index/stop", "/api/v1/library/roots",
        "/api/v1/library/roots/{id:long}", "/api/v1/pairing", "/api/v1/photos/export", "/api/v1/photos/trash", "/api/v1/photos/untrash",
        "/api/v1/photos/{id:long}/open", "/api/v1/photos/{id:long}/reveal",
    ];

    // A stream that does not end is a failure and not a test that never ends.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Device_AtWhatTouchesTheMachine_IsRefused()
    {
        await using var server = await LanServer.StartAsync();
        var (cookie, _) = await server.PairAsync();
        var routes = server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<LocalOnlyMetadata>() is not null).ToList();

        Assert.Equal(ForThePersonAlone, routes.Select(route => route.RoutePattern.RawText!).Distinct().Order(StringComparer.Ordinal));
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!.Replace("{id:long}", "1", StringComparison.Ordinal);
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD"))
            {
                using var answer = method == "GET" ? await server.GetLanAsync(path, cookie) : await server.ChangeLanAsync(method, path, cookie, "{\"ids\":[1]}");

                Assert.True(answer.Status == 403, $"{answer.Status} for {method} {path}: {answer.Text}");
                Assert.Equal("local-only", answer.Json.GetProperty("code").GetString());
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/library")]
    [InlineData("/page/js/main.js")]
    [InlineData("/page/sw.js")]
    [InlineData("/api/v1/library")]
    [InlineData("/api/v1/search?q=dog")]
    [InlineData("/api/v1/facets")]
    [InlineData("/api/v1/folders")]
    public async Task Device_SearchesAndLooks(string path)
    {
        await using var server = await LanServer.StartAsync();
        var (cookie, _) = await server.PairAsync();

        using var answer = await server.GetLanAsync(path, cookie);

        Assert.True(answer.Status == 200, answer.Text);
        Assert.DoesNotContain("Strict-Transport-Security", answer.Headers.Keys);
    }

    [Fact]
    public async Task Devices_AtTheMachine_AreAllNewestFirstAndADeviceSeesItself()
    {
        await using var server = await LanServer.StartAsync();
        var local = await server.SignInAsync();
        var (first, firstId) = await server.PairAsync("first");
        var (_, secondId) = await server.PairAsync("second");

        using var own = await server.GetLanAsync("/api/v1/devices", first);
        using var all = await server.GetLocalAsync("/api/v1/devices", local);

        var mine = Assert.Single(own.Json.GetProperty("items").EnumerateArray());
        Assert.Equal((firstId, "first", true), (mine.GetProperty("id").GetString(), mine.GetProperty("name").GetString(), mine.GetProperty("isCurrent").GetBoolean()));
        var items = all.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([secondId, firstId], items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal([false, false], items.Select(item => item.GetProperty("isCurrent").GetBoolean()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, items[0].GetProperty("lastSeen").ValueKind);
        Assert.True(items[1].GetProperty("lastSeen").GetDateTimeOffset() >= items[1].GetProperty("added").GetDateTimeOffset());
    }

    [Fact]
    public async Task Device_PutOut_IsRefusedWithItsNextRequestAndItsEventsEnd()
    {
        await using var server = await LanServer.StartAsync();
        var local = await server.SignInAsync();
        var (cookie, id) = await server.PairAsync();
        var (other, _) = await server.PairAsync("other");
        await using var events = await ListenAsync(server, cookie);
        await using var otherEvents = await ListenAsync(server, other);

        using var removed = await server.ChangeLocalAsync("DELETE", $"/api/v1/devices/{id}", local);

        Assert.Equal(204, removed.Status);
        await AssertEndsAsync(events);
        using var next = await server.GetLanAsync("/api/v1/session", cookie);
        Assert.Equal(401, next.Status);
        Assert.Equal("not-paired", next.Json.GetProperty("code").GetString());
        using var start = await server.GetLanAsync("/", cookie);
        Assert.Contains("/page/pair.js", start.Text, StringComparison.Ordinal);
        using var again = await server.ChangeLocalAsync("DELETE", $"/api/v1/devices/{id}", local);
        Assert.Equal(404, again.Status);
        Assert.Equal("device-gone", again.Json.GetProperty("code").GetString());
        Assert.Equal(200, (await server.GetLanAsync("/api/v1/session", other)).Status);
        await AssertGoesOnAsync(server, otherEvents);
    }

    [Fact]
    public async Task Device_MayRemoveItselfAndNoOther()
    {
        await using var server = await LanServer.StartAsync();
        var (cookie, id) = await server.PairAsync("one");
        var (_, otherId) = await server.PairAsync("other");
        await using var events = await ListenAsync(server, cookie);

        using var refused = await server.ChangeLanAsync("DELETE", $"/api/v1/devices/{otherId}", cookie);
        using var unknown = await server.ChangeLanAsync("DELETE", "/api/v1/devices/0", cookie);
        using var removed = await server.ChangeLanAsync("DELETE", $"/api/v1/devices/{id}", cookie);

        Assert.Equal((403, 403, 204), (refused.Status, unknown.Status, removed.Status));
        Assert.Equal($"__Host-fovea-{server.Port}=; max-age=0; path=/; secure; samesite=strict; httponly", removed.Headers["Set-Cookie"]);
        await AssertEndsAsync(events);
        Assert.Equal(401, (await server.GetLanAsync("/api/v1/session", cookie)).Status);
        using var left = await server.GetLocalAsync("/api/v1/devices", await server.SignInAsync());
        Assert.Equal(otherId, Assert.Single(left.Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    // The answer's head, and the first event.
    private static async Task<Stream> ListenAsync(LanServer server, string cookie)
    {
        var stream = await server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /api/v1/events HTTP/1.1\r\nHost: {server.Lan}\r\nCookie: {cookie}\r\n\r\n"), TestContext.Current.CancellationToken);
        await UntilAsync(stream, "event: library");
        return stream;
    }

    private static async Task AssertEndsAsync(Stream events)
    {
        try
        {
            await events.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Broken off rather than ended: as it should be.
        }
    }

    private static async Task AssertGoesOnAsync(LanServer server, Stream events)
    {
        server.Server.Services.GetRequiredService<Web.Live.LibraryEvents>().LibraryChanged();
        await UntilAsync(events, "event: library");
    }

    private static async Task UntilAsync(Stream stream, string text)
    {
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        while (!seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(count > 0, $"The stream ended before '{text}': {seen}");
            seen.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }
}
