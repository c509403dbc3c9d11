using System.Text.Json;

namespace Fovea.Web.Tests.Lan;

/// <summary>How a device gets in, over real sockets.</summary>
public sealed class PairingTests
{
    [Fact]
    public async Task Device_WithTheCode_IsLetInAndSeesThePage()
    {
        await using var server = await LanServer.StartAsync();
        var local = await server.SignInAsync();
        using var offer = await server.ChangeLocalAsync("POST", "/api/v1/pairing", local);
        Assert.Equal(200, offer.Status);
        Assert.Equal($"https://{server.Lan}/", offer.Json.GetProperty("url").GetString());
        Assert.StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"", offer.Json.GetProperty("qrSvg").GetString(), StringComparison.Ordinal);
        Assert.Equal(server.Server.Lan!.Fingerprint, offer.Json.GetProperty("fingerprint").GetString());
        Assert.True(offer.Json.GetProperty("expires").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        var code = offer.Json.GetProperty("code").GetString()!;

        using var pair = await server.ChangeLanAsync("POST", "/api/v1/pair", null, JsonSerializer.Serialize(new { code, name = " Ann's phone\u202e " }));

        Assert.Equal(200, pair.Status);
        Assert.Equal("Ann's phone", pair.Json.GetProperty("name").GetString());
        Assert.Matches($"^__Host-fovea-{server.Port}=[A-Za-z0-9_-]{{43}}; max-age=34560000; path=/; secure; samesite=strict; httponly$", pair.Headers["Set-Cookie"]);
        var cookie = pair.Headers["Set-Cookie"].Split(';')[0];
        using var page = await server.GetLanAsync("/", cookie);
        Assert.Contains("/page/js/main.js", page.Text, StringComparison.Ordinal);
        Assert.Equal(pair.Headers["Set-Cookie"], page.Headers["Set-Cookie"]);
        using var session = await server.GetLanAsync("/api/v1/session", cookie);
        Assert.False(session.Json.GetProperty("isLocal").GetBoolean());
        Assert.Equal("Ann's phone", session.Json.GetProperty("deviceName").GetString());
        Assert.Contains("\"can\":{\"files\":false,\"trash\":false,\"library\":false}", session.Text, StringComparison.Ordinal);
        Assert.Contains($"\"lan\":{{\"enabled\":true,\"url\":\"https://{server.Lan}/\",\"problem\":null}}", session.Text, StringComparison.Ordinal);

        // A code lets one device in.
        using var second = await server.ChangeLanAsync("POST", "/api/v1/pair", null, JsonSerializer.Serialize(new { code, name = "other" }));
        AssertProblem(second, 403, "no-code");
    }

    [Fact]
    public async Task Device_WithWrongCodes_HasToWaitAndTheCodeIsVoidAfterFive()
    {
        var time = new ManualTime();
        await using var server = await LanServer.StartAsync(time: time);
        var code = server.Server.Lan!.Offer().Code.Text;
        foreach (var seconds in new[] { "1", "2", "4", "8", "16" })
        {
            using var wrong = await PairAsync(server, "2222-2222x");
            AssertProblem(wrong, 403, "wrong-code");
            Assert.DoesNotContain("Set-Cookie", wrong.Headers.Keys);

            using var soon = await PairAsync(server, code);
            AssertProblem(soon, 429, "too-soon");
            Assert.Equal(seconds, soon.Headers["Retry-After"]);
            Assert.Contains($"Wait {seconds} s", soon.Text, StringComparison.Ordinal);
            time.Advance(TimeSpan.FromSeconds(16));
        }

        using var late = await PairAsync(server, code);
        AssertProblem(late, 403, "no-code");
        Assert.Equal(200, (await PairAsync(server, server.Server.Lan!.Offer().Code.Text)).Status);
    }

    [Theory]
    [InlineData("Origin: https://{lan}", "X-Fovea: 1", "Content-Type: text/plain", 415)]
    [InlineData("Origin: https://{lan}", "X-Fovea: 2", "Content-Type: application/json", 403)]
    [InlineData("Origin: https://{lan}", "X-Other: 1", "Content-Type: application/json", 403)]
    [InlineData("Origin: http://{lan}", "X-Fovea: 1", "Content-Type: application/json", 403)]
    [InlineData("Origin: http://{local}", "X-Fovea: 1", "Content-Type: application/json", 403)]
    [InlineData("Origin: https://evil.example", "X-Fovea: 1", "Content-Type: application/json", 403)]
    [InlineData("X-Other: 1", "X-Fovea: 1", "Content-Type: application/json", 403)]
    [InlineData("Sec-Fetch-Site: same-site", "X-Fovea: 1", "Content-Type: application/json", 403)]
    [InlineData("Sec-Fetch-Site: same-origin", "X-Fovea: 1", "Content-Type: application/json", 200)]
    public async Task Pairing_FromAnotherPage_IsRefusedAndDoesNotUseTheCodeUp(string from, string own, string type, int expected)
    {
        await using var server = await LanServer.StartAsync();
        var code = server.Server.Lan!.Offer().Code.Text;
        var body = JsonSerializer.Serialize(new { code, name = "x" });
        from = from.Replace("{lan}", server.Lan, StringComparison.Ordinal).Replace("{local}", server.Local, StringComparison.Ordinal);

        using var answer = await server.SendLanAsync($"POST /api/v1/pair HTTP/1.1\r\nHost: {server.Lan}\r\n{from}\r\n{own}\r\n{type}", body);

        Assert.Equal(expected, answer.Status);
        if (expected != 200) Assert.Equal(200, (await PairAsync(server, code)).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"code\":\"{code}\"}")]
    [InlineData("{\"code\":\"{code}\",\"name\":null}")]
    [InlineData("{\"code\":\"{code}\",\"name\":\" \\u202e\\u0000 \"}")]
    [InlineData("{\"code\":\"{code}\",\"name\":")]
    public async Task Pairing_WithoutAName_IsRefusedAndDoesNotUseTheCodeUp(string body)
    {
        await using var server = await LanServer.StartAsync();
        var code = server.Server.Lan!.Offer().Code.Text;

        using var answer = await server.ChangeLanAsync("POST", "/api/v1/pair", null, body.Replace("{code}", code, StringComparison.Ordinal));

        AssertProblem(answer, 400, "bad-request");
        Assert.Equal(200, (await PairAsync(server, code)).Status);
    }

    [Fact]
    public async Task Pairing_AtTheMachineItself_SaysWhereToDoIt()
    {
        await using var server = await LanServer.StartAsync();
        var body = JsonSerializer.Serialize(new { code = server.Server.Lan!.Offer().Code.Text, name = "x" });

        using var stranger = await server.ChangeLocalAsync("POST", "/api/v1/pair", null, body);
        using var person = await server.ChangeLocalAsync("POST", "/api/v1/pair", await server.SignInAsync(), body);

        AssertProblem(stranger, 401, "signed-out");
        AssertProblem(person, 409, "cannot-be-done");
        Assert.Contains($"https://{server.Lan}/", person.Text, StringComparison.Ordinal);
    }

    private static Task<RawAnswer> PairAsync(LanServer server, string code) =>
        server.ChangeLanAsync("POST", "/api/v1/pair", null, JsonSerializer.Serialize(new { code, name = "x" }));

    private static void AssertProblem(RawAnswer answer, int status, string code)
    {
        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Text}");
        Assert.Equal(code, answer.Json.GetProperty("code").GetString());
    }
}
