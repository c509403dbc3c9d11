using System.Net.Sockets;
using System.Text;

namespace Fovea.Web.Tests.Security;

/// <summary>
/// DNS rebinding: a page of an attacker's name, which by now points to this machine. Its requests are same-origin to the browser: it sends
/// its own name as host, Sec-Fetch-Site same-origin, any header it likes, and, in the worst case, the cookie.
/// </summary>
public sealed class RebindingTests
{
    [Theory]
    [InlineData("attacker.example:{port}")]
    [InlineData("attacker.example")]
    [InlineData("localhost.attacker.example:{port}")]
    [InlineData("127.0.0.1.attacker.example:{port}")]
    [InlineData("fovea.local:{port}")]
    [InlineData("LOCALHOST.:{port}")]
    [InlineData("xn--lcalhost-54a:{port}")]
    [InlineData("[::]:{port}")]
    [InlineData("169.254.169.254")]
    public async Task Page_WhoseNameWasPointedHere_GetsNothing(string form)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        var host = form.Replace("{port}", $"{server.Port}", StringComparison.Ordinal);
        foreach (var proof in new[] { string.Empty, $"Cookie: {cookie}\r\n" })
        {
            foreach (var request in new[]
            {
                $"GET / HTTP/1.1\r\nHost: {host}\r\n{proof}",
                $"GET /?token={server.Token} HTTP/1.1\r\nHost: {host}\r\n{proof}",
                $"GET /api/v1/library HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n{proof}",
                $"GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nAccept: text/event-stream\r\n{proof}",
                $"GET /page/manifest.webmanifest HTTP/1.1\r\nHost: {host}\r\n{proof}",
                $"POST /api/v1/index HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\nX-Fovea: 1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n{proof}",
                $"GET /api/v1/library HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: {server.Authority}\r\nForwarded: host={server.Authority}\r\nX-Original-Host: {server.Authority}\r\nX-Host: {server.Authority}\r\n{proof}",
                $"GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://{host}\r\n{proof}",
            })
            {
                using var answer = await RawHttp.SendAsync(server.Port, request + "Connection: close\r\n\r\n" + (request.StartsWith("POST", StringComparison.Ordinal) ? "{}" : string.Empty));

                Assert.True(answer.Status is 421 or 400, $"{answer.Status}\n{request}\n{answer.Text}");
                Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
                Assert.DoesNotContain(server.Photos, answer.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(server.Token, answer.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/session")]
    [InlineData("/")]
    public async Task WebSocket_FromAnywhere_IsNeverOpened(string path)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        foreach (var origin in new[] { $"http://{server.Authority}", "http://evil.example" })
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", server.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookie}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
                TestContext.Current.CancellationToken);
            var first = new byte[12];
            await client.GetStream().ReadExactlyAsync(first, TestContext.Current.CancellationToken);

            Assert.Equal(origin.Contains("evil", StringComparison.Ordinal) ? "HTTP/1.1 403" : "HTTP/1.1 200", Encoding.ASCII.GetString(first));
        }
    }

    [Fact]
    public async Task Server_ListensToThisMachineOnly()
    {
        await using var server = await TestServer.StartAsync();
        var ends = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == server.Port).ToList();

        Assert.NotEmpty(ends);
        Assert.All(ends, end => Assert.True(System.Net.IPAddress.IsLoopback(end.Address), $"{end}"));
    }
}
