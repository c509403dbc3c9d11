namespace Fovea.Web.Tests.Security;

public sealed class SignInTests
{
    [Fact]
    public async Task OpeningAddress_BecomesAStrictCookieAndACleanAddress()
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, $"GET {server.OpeningAddress.PathAndQuery} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");

        Assert.Equal(303, answer.Status);
        Assert.Equal("/", answer.Headers["Location"]);
        Assert.Matches($"^fovea-{server.Port}=[A-Za-z0-9_-]{{43}}; path=/; samesite=strict; httponly$", answer.Headers["Set-Cookie"]);
        Assert.DoesNotContain(server.Token, answer.Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.Equal(43, server.Token.Length);
    }

    [Theory]
    [InlineData("/?token={token}&next=https://evil.example")]
    [InlineData("/?q=dog&token={token}")]
    [InlineData("/?token={token}#//evil.example")]
    public async Task OpeningAddress_WithMore_StillLeadsToTheStart(string path)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, $"GET {path.Replace("{token}", server.Token, StringComparison.Ordinal)} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");

        if (answer.Status != 303) Assert.InRange(answer.Status, 400, 401);
        else Assert.Equal("/", answer.Headers["Location"]);
    }

    [Theory]
    [InlineData("GET /?token=")]
    [InlineData("GET /?token=wrong")]
    [InlineData("GET /?token={token}x")]
    [InlineData("GET /?token={token}&token={token}")]
    [InlineData("GET /library?token={token}")]
    [InlineData("GET /api/v1/session?token={token}")]
    [InlineData("GET //?token={token}")]
    public async Task Token_WrongOrElsewhere_SignsNobodyIn(string request)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, $"{request.Replace("{token}", server.Token, StringComparison.Ordinal)} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");

        Assert.Equal(401, answer.Status);
        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
    }

    [Fact]
    public async Task Page_WithoutTheCookie_SaysWhatToOpen()
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, $"GET / HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");

        Assert.Equal(401, answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Contains("Open the address that &#x27;fovea serve&#x27; printed", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_WithoutTheCookie_IsAProblem()
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await RawHttp.SendAsync(server.Port, $"GET /api/v1/library HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n");

        Assert.Equal(401, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Contains("\"code\":\"signed-out\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_OfAnotherRun_IsWorthNothing()
    {
        await using var other = await TestServer.StartAsync();
        await using var server = await TestServer.StartAsync();
        var value = (await other.SignInAsync()).Split('=')[1];

        using var answer = await RawHttp.SendAsync(server.Port, $"GET / HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: fovea-{server.Port}={value}\r\nConnection: close\r\n\r\n");

        Assert.Equal(401, answer.Status);
    }
}
