using System.Net.Sockets;
using System.Text;

namespace Fovea.Web.Tests.Security;

/// <summary>Requests that two readers might understand differently, and requests that are too much. The server answers others afterwards.</summary>
public sealed class MalformedTests
{
    private const string Change = "POST /api/v1/photos/favourite HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nX-Fovea: 1\r\nContent-Type: application/json\r\n";
    private const string Read = "GET /api/v1/session HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\n";

    [Theory]
    [InlineData("two lengths", Change + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}", 400)]
    [InlineData("two equal lengths", Change + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400)]
    [InlineData("a list of lengths", Change + "Content-Length: 2, 40\r\n\r\n{}", 400)]
    [InlineData("a negative length", Change + "Content-Length: -1\r\n\r\n", 400)]
    [InlineData("a length with a sign", Change + "Content-Length: +2\r\n\r\n{}", 400)]
    [InlineData("a length in hexadecimal", Change + "Content-Length: 0x2\r\n\r\n{}", 400)]
    [InlineData("a length that overflows", Change + "Content-Length: 99999999999999999999\r\n\r\n{}", 400)]
    [InlineData("an encoding that is none", Change + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("chunked, but not last", Change + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("a chunk without an end", Change + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("a chunk that overflows", Change + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("a folded line", Read + "X-A: b\r\n c\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("a header without a colon", Read + "X-A\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("a space before a colon", Read + "X-A : b\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("NUL in a header", Read + "X-A: a\0b\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("two hosts", Read + "Host: evil.example\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("two equal hosts", Read + "Host: {own}\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("no host", "GET /api/v1/session HTTP/1.1\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("HTTP/1.0 without a host", "GET /api/v1/session HTTP/1.0\r\nCookie: {cookie}\r\n\r\n", 400)]
    [InlineData("HTTP/0.9", "GET /\r\n\r\n", 400)]
    [InlineData("HTTP/3.0", "GET / HTTP/3.0\r\nHost: {own}\r\n\r\n", 505)]
    [InlineData("HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0)]
    [InlineData("no method", " / HTTP/1.1\r\nHost: {own}\r\n\r\n", 400)]
    [InlineData("a target of another host", "GET http://evil.example/api/v1/session HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("a target of this host under another", "GET http://{own}/api/v1/session HTTP/1.1\r\nHost: evil.example\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("an authority as target", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n", 421)]
    [InlineData("a target that is a star", "OPTIONS * HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\r\n\r\n", 400)]
    [InlineData("something to an upgrade", Read + "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", 200)]
    [InlineData("HTTP/2 in clear", Read + "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n", 200)]
    public async Task Request_ThatIsWrong_IsRefusedAndTheServerGoesOn(string what, string request, int expected)
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();

        using var answer = await RawHttp.SendAsync(server.Port, Fill(request, server, cookie));

        Assert.True(expected == answer.Status, $"{what}: {answer.Status} and not {expected}\n{answer.Text}");
        await AssertAnswersAsync(server, cookie);
    }

    // A length and chunks together: chunks count, and the connection ends with the answer, so that nothing is left over for a second request.
    [Fact]
    public async Task Request_WithALengthAndChunks_IsOneRequest()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        const string smuggled = "GET /api/v1/library HTTP/1.1\r\nHost: {own}\r\nCookie: {cookie}\r\n\r\n";

        using var answer = await RawHttp.SendAsync(server.Port, Fill(Change + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, server, cookie));

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("HTTP/1.1 200", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("roots", answer.Text, StringComparison.Ordinal);
        await AssertAnswersAsync(server, cookie);
    }

    [Fact]
    public async Task Request_ThatIsTooMuch_IsRefusedWithItsStatus()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        (string What, string Request, int[] Expected)[] requests =
        [
            ("a long header", Read + $"X-A: {new string('a', 40_000)}\r\nConnection: close\r\n\r\n", [431]),
            ("many headers", Read + string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: a\r\n")) + "Connection: close\r\n\r\n", [431]),
            ("a long address", $"GET /api/v1/search?q={new string('a', 40_000)} HTTP/1.1\r\nHost: {{own}}\r\nCookie: {{cookie}}\r\nConnection: close\r\n\r\n", [414]),
            ("a long method", $"{new string('A', 40_000)} / HTTP/1.1\r\nHost: {{own}}\r\n\r\n", [400, 414]),
            ("a body over the limit, said before", Change + "Content-Length: 300000\r\n\r\n", [413]),
            ("a body over the limit, in chunks", Change + "Transfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat("8000\r\n" + new string(' ', 0x8000) + "\r\n", 10)) + "0\r\n\r\n", [413]),
            ("a picture over the limit", (Change + "Content-Length: 70000000\r\n\r\n").Replace("/photos/favourite", "/pictures", StringComparison.Ordinal).Replace("application/json", "application/octet-stream", StringComparison.Ordinal), [413]),
        ];
        foreach (var (what, request, expected) in requests)
        {
            using var answer = await RawHttp.SendAsync(server.Port, Fill(request, server, cookie));

            Assert.True(expected.Contains(answer.Status), $"{what}: {answer.Status}\n{answer.Text}");
            if (answer.Status == 413) Assert.Contains("\"code\":\"too-large\"", answer.Text, StringComparison.Ordinal);
            await AssertAnswersAsync(server, cookie);
        }
    }

    [Fact]
    public async Task Body_ThatArrivesTooSlowly_IsGivenUp()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        foreach (var begun in new[]
        {
            Change + "Content-Length: 1000\r\n\r\n{\"ids\":[",
            (Change + "Content-Length: 1000\r\n\r\nabc").Replace("/photos/favourite", "/pictures", StringComparison.Ordinal).Replace("application/json", "application/octet-stream", StringComparison.Ordinal),
        })
        {
            using var answer = await RawHttp.SendAsync(server.Port, Fill(begun, server, cookie));

            Assert.Equal(408, answer.Status);
            Assert.Contains("\"code\":\"too-slow\"", answer.Text, StringComparison.Ordinal);
            await AssertAnswersAsync(server, cookie);
        }
    }

    [Fact]
    public async Task Connections_ThatSayNothingOrStopInTheMiddle_DoNotKeepOthersOut()
    {
        await using var server = await TestServer.StartAsync();
        var cookie = await server.SignInAsync();
        var open = new List<TcpClient>();
        try
        {
            foreach (var begun in Enumerable.Range(0, 120).Select(i => new[] { "", "GET / HT", Read, Change + "Content-Length: 1000\r\n\r\n{\"ids\":[", Change + "Transfer-Encoding: chunked\r\n\r\n3E8\r\n{" }[i % 5]))
            {
                var client = new TcpClient();
                open.Add(client);
                await client.ConnectAsync("127.0.0.1", server.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(Fill(begun, server, cookie)), TestContext.Current.CancellationToken);
            }

            for (var i = 0; i < 5; i++) await AssertAnswersAsync(server, cookie);
        }
        finally
        {
            open.ForEach(client => client.Dispose());
        }

        await AssertAnswersAsync(server, cookie);
    }

    private static string Fill(string request, TestServer server, string cookie) =>
        request.Replace("{own}", server.Authority, StringComparison.Ordinal).Replace("{cookie}", cookie, StringComparison.Ordinal);

    private static async Task AssertAnswersAsync(TestServer server, string cookie)
    {
        using var answer = await RawHttp.SendAsync(server.Port, Fill(Read + "Connection: close\r\n\r\n", server, cookie));
        Assert.Equal(200, answer.Status);
    }
}
