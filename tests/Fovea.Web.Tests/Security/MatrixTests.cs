using System.Text;

namespace Fovea.Web.Tests.Security;

/// <summary>
/// Host × Origin × Sec-Fetch-Site × cookie × method × content type × own header, all of them, over one route of each sort. What must come
/// out is said by <see cref="Expect"/>, which knows nothing of how the server decides.
/// </summary>
public sealed class MatrixTests
{
    private static readonly string[] Hosts = ["{ip}", "{name}", "evil.example:{port}"];
    private static readonly string?[] Origins = [null, "http://{host}", "http://evil.example", "http://127.0.0.1:1"];
    private static readonly string?[] Sites = [null, "same-origin", "none", "same-site", "cross-site"];
    private static readonly string?[] Cookies = [null, "{cookie}", "fovea-{port}=wrong"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "DELETE", "OPTIONS"];
    private static readonly string?[] Types = [null, "application/json", "text/plain"];
    private static readonly string?[] OwnHeaders = [null, "1"];

    /// <summary>Where; what a read and what a change there gives when nothing is wrong.</summary>
    [Theory]
    [InlineData("/", 200, 405)]
    [InlineData("/page/js/main.js", 200, 405)]
    [InlineData("/api/v1/session", 200, 405)]
    [InlineData("/api/v1/photos/1/thumbnail", 200, 405)]
    [InlineData("/api/v1/index/pause", 405, 204)]
    [InlineData("/api/v1/nowhere", 404, 404)]
    [InlineData("/api/v1/events", 200, 405)]
    public async Task Request_OfEverySort_GetsTheStatusThatTheRulesGive(string path, int read, int change)
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var cookie = await api.Server.SignInAsync();
        using var connection = new RawConnection(api.Server.Port);
        var wrong = new List<string>();
        var tried = 0;
        foreach (var request in All(api.Server, cookie))
        {
            var expected = Expect(request, path, read, change);
            using var answer = await connection.SendAsync(request.Text(path), TestContext.Current.CancellationToken);
            tried++;
            if (answer.Status != expected) wrong.Add($"{answer.Status} and not {expected}: {request}");
            if (answer.Headers.Keys.Any(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase))) wrong.Add($"CORS: {request}");
            if (answer.Headers.GetValueOrDefault("Cross-Origin-Resource-Policy") != "same-origin") wrong.Add($"CORP: {request}");
        }

        Assert.Empty(wrong.Take(10));
        Assert.Equal(Hosts.Length * Origins.Length * Sites.Length * Cookies.Length * Methods.Length * Types.Length * OwnHeaders.Length, tried);
    }

    // The rules as the issue of the page's safety says them, in the order in which they count.
    private static int Expect(Request request, string path, int read, int change)
    {
        if (request.Host.StartsWith("evil", StringComparison.Ordinal)) return 421;
        if (request.Method == "OPTIONS") return 405;
        var isOwn = request.Origin == $"http://{request.Host}";
        if (request.Method is "GET" or "HEAD")
        {
            if (request.Origin is not null && !isOwn) return 403;
            if (request.Site is "same-site" or "cross-site") return 403;
            if (!request.IsSignedIn) return 401;
            return request.Method == "HEAD" && path.EndsWith("/events", StringComparison.Ordinal) ? 405 : read;
        }

        var isFromHere = request.Site == "same-origin" ? request.Origin is null || isOwn : request.Site is null && isOwn;
        if (!isFromHere) return 403;
        if (request.OwnHeader is null) return 403;
        if (request.Type != "application/json") return 415;
        if (!request.IsSignedIn) return 401;
        return request.Method == "DELETE" && change == 204 ? 405 : change;
    }

    private static IEnumerable<Request> All(TestServer server, string cookie) =>
        from hostForm in Hosts
        let host = hostForm.Replace("{ip}", server.Authority, StringComparison.Ordinal).Replace("{name}", "localhost:{port}", StringComparison.Ordinal).Replace("{port}", $"{server.Port}", StringComparison.Ordinal)
        from origin in Origins
        from site in Sites
        from cookieForm in Cookies
        from method in Methods
        from type in Types
        from own in OwnHeaders
        select new Request(
            method, host, origin?.Replace("{host}", host, StringComparison.Ordinal), site,
            cookieForm?.Replace("{cookie}", cookie, StringComparison.Ordinal).Replace("{port}", $"{server.Port}", StringComparison.Ordinal),
            cookieForm == "{cookie}", type, own);

    private sealed record Request(string Method, string Host, string? Origin, string? Site, string? Cookie, bool IsSignedIn, string? Type, string? OwnHeader)
    {
        public string Text(string path)
        {
            var text = new StringBuilder($"{Method} {path} HTTP/1.1\r\n");
            foreach (var (name, value) in new[] { ("Host", Host), ("Origin", Origin), ("Sec-Fetch-Site", Site), ("Cookie", Cookie), ("Content-Type", Type), ("X-Fovea", OwnHeader) })
            {
                if (value is not null) text.Append(name).Append(": ").Append(value).Append("\r\n");
            }

            return text.Append(Method is "GET" or "HEAD" ? "\r\n" : "Content-Length: 2\r\n\r\n{}").ToString();
        }
    }
}
