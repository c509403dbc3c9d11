using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Fovea.Web.Tests.Api;

/// <summary>What is asked for wrongly, or too much of it, is refused with a word that helps, and never with a trace.</summary>
public sealed class LimitTests(LimitTests.OneServer one) : IClassFixture<LimitTests.OneServer>
{
    private static readonly string LongWord = new('a', 2001);

    [Theory]
    [InlineData("/search?limit=0", 400, "bad-request")]
    [InlineData("/search?limit=501", 400, "bad-request")]
    [InlineData("/search?limit=-1", 400, "bad-request")]
    [InlineData("/search?limit=abc", 400, "bad-request")]
    [InlineData("/search?limit=1e2", 400, "bad-request")]
    [InlineData("/search?limit=99999999999", 400, "bad-request")]
    [InlineData("/search?limit=1&limit=2", 400, "bad-request")]
    [InlineData("/search?q={long}", 400, "too-long")]
    [InlineData("/search?term=1,text:{long}", 400, "too-long")]
    [InlineData("/search?cursor=abc", 400, "bad-request")]
    [InlineData("/search?cursor=%00", 400, "bad-request")]
    [InlineData("/search?cursor={long}", 400, "bad-request")]
    [InlineData("/search?cursor=../../etc/passwd", 400, "bad-request")]
    [InlineData("/search?weak=maybe", 400, "bad-request")]
    [InlineData("/search?offline=2", 400, "bad-request")]
    [InlineData("/search?order=price", 400, "bad-request")]
    [InlineData("/search?from=yesterday", 400, "bad-request")]
    [InlineData("/search?from=2019-13", 400, "bad-request")]
    [InlineData("/search?before=0000", 400, "bad-request")]
    [InlineData("/search?shape=round", 400, "bad-request")]
    [InlineData("/search?format=svg", 400, "bad-request")]
    [InlineData("/search?format=1", 400, "bad-request")]
    [InlineData("/search?folder=relative", 400, "bad-request")]
    [InlineData("/search?folder=%00", 400, "bad-request")]
    [InlineData("/search?folder=/a%00b", 400, "bad-request")]
    [InlineData("/search?term=", 400, "bad-request")]
    [InlineData("/search?term=red", 400, "bad-request")]
    [InlineData("/search?term=1,colour:red", 400, "bad-request")]
    [InlineData("/search?term=NaN,text:red", 400, "bad-request")]
    [InlineData("/search?term=1e39,text:red", 400, "bad-request")]
    [InlineData("/search?term=1,photo:x", 400, "bad-request")]
    [InlineData("/search?term=1,photo:-1", 400, "bad-request")]
    [InlineData("/search?term=1,picture:nothing", 404, "picture-gone")]
    [InlineData("/photos?ids=a", 400, "bad-request")]
    [InlineData("/photos?ids=1,-2", 400, "bad-request")]
    [InlineData("/photos?ids=99999999999999999999", 400, "bad-request")]
    [InlineData("/photos/1/picture?size=511", 400, "bad-request")]
    [InlineData("/photos/1/picture?size=4097", 400, "bad-request")]
    [InlineData("/photos/1/picture?size=big", 400, "bad-request")]
    [InlineData("/photos/424242", 404, "photo-gone")]
    [InlineData("/photos/424242/thumbnail", 404, "photo-gone")]
    [InlineData("/photos/424242/picture", 404, "photo-gone")]
    [InlineData("/photos/424242/original", 404, "photo-gone")]
    [InlineData("/photos/x", 404, "not-found")]
    [InlineData("/failures?limit=1000", 400, "bad-request")]
    [InlineData("/failures?cursor=!", 400, "bad-request")]
    [InlineData("/folders?under=relative", 400, "bad-request")]
    [InlineData("/pictures/nothing/thumbnail", 404, "picture-gone")]
    [InlineData("/nowhere", 404, "not-found")]
    public async Task Reading_AskedForWrongly_SaysWhat(string path, int status, string code)
    {
        await AssertProblemAsync(one.Api, status, code, "GET", path.Replace("{long}", LongWord, StringComparison.Ordinal), null);
    }

    [Theory]
    [InlineData("POST", "/photos/favourite", "", "missing")]
    [InlineData("POST", "/photos/favourite", "null", "")]
    [InlineData("POST", "/photos/favourite", "[]", "")]
    [InlineData("POST", "/photos/favourite", "{", "")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[1]}", "'favourite'")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[],\"favourite\":true}", "at least one")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":null,\"favourite\":true}", "$.ids")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[\"1\"],\"favourite\":true}", "$.ids")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[1.5],\"favourite\":true}", "$.ids")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[1e30],\"favourite\":true}", "$.ids")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[1],\"favourite\":\"yes\"}", "$.favourite")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[1],\"favourite\":true} x", "")]
    [InlineData("POST", "/photos/favourite", "{\"ids\":[1],/**/\"favourite\":true}", "")]
    [InlineData("POST", "/photos/trash", "{}", "'ids'")]
    [InlineData("POST", "/photos/untrash", "{}", "'undo'")]
    [InlineData("POST", "/photos/untrash", "{\"undo\":null}", "$.undo")]
    [InlineData("POST", "/photos/untrash", "{\"undo\":{}}", "$.undo")]
    [InlineData("POST", "/photos/export", "{\"ids\":[1]}", "'folder'")]
    [InlineData("POST", "/photos/export", "{\"ids\":[1],\"folder\":\"copies\"}", "whole path")]
    [InlineData("POST", "/photos/export", "{\"ids\":[1],\"folder\":\"/a\\u0000b\"}", "whole path")]
    [InlineData("POST", "/photos/export", "{\"ids\":[1],\"folder\":\"\\ud800\"}", "")]
    [InlineData("POST", "/library/roots", "{}", "'path'")]
    [InlineData("POST", "/library/roots", "{\"path\":null}", "$.path")]
    [InlineData("POST", "/library/roots", "{\"path\":\"\"}", "whole path")]
    [InlineData("POST", "/library/roots", "{\"path\":\"Pictures\"}", "whole path")]
    [InlineData("POST", "/library/roots", "{\"path\":7}", "$.path")]
    [InlineData("POST", "/index", "{\"roots\":\"all\"}", "$.roots")]
    [InlineData("POST", "/index", "{\"prune\":null}", "$.prune")]
    public async Task Change_AskedForWrongly_SaysWhat(string method, string path, string body, string said)
    {
        var detail = await AssertProblemAsync(one.Api, 400, "bad-request", method, path, body);

        Assert.Contains(said, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_InCapitals_IsTheSameAndItsErrorsAreProblemsToo()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        foreach (var (path, status, type) in new[] { ("/API/v1/session", 200, "application/json"), ("/API/V1/Photos/424242", 404, "application/problem+json"), ("/Api/v1/nowhere", 404, "application/problem+json") })
        {
            using var answer = await api.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.Equal((status, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Body_ThatIsDeeperThanAnyShape_IsRefused()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        await AssertProblemAsync(api, 400, "bad-request", "POST", "/photos/favourite", new string('[', 50_000));
        await AssertProblemAsync(api, 400, "bad-request", "POST", "/photos/favourite", "{\"a\":" + new string('[', 50_000) + new string(']', 50_000) + "}");
    }

    [Fact]
    public async Task Numbers_OfWhatOneRequestMayName_AreBounded()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        await api.GetAsync("/photos?ids=" + string.Join(',', Enumerable.Range(1, 200)));
        await AssertProblemAsync(api, 400, "bad-request", "GET", "/photos?ids=" + string.Join(',', Enumerable.Range(1, 201)), null);
        await api.SendAsync("POST", "/photos/favourite", new { ids = Enumerable.Range(100, 10_000), favourite = true });
        await AssertProblemAsync(api, 400, "bad-request", "POST", "/photos/favourite", JsonSerializer.Serialize(new { ids = Enumerable.Range(100, 10_001), favourite = true }));
        await api.GetAsync("/search?" + string.Join('&', Enumerable.Repeat("term=0.1,text:red", 16)));
        await AssertProblemAsync(api, 400, "too-many-terms", "GET", "/search?" + string.Join('&', Enumerable.Repeat("term=0.1,text:red", 17)), null);
        await api.GetAsync("/search?" + string.Join('&', Enumerable.Repeat("camera=x", 100)));
        await AssertProblemAsync(api, 400, "bad-request", "GET", "/search?" + string.Join('&', Enumerable.Repeat("camera=x", 101)), null);
    }

    [Fact]
    public async Task Query_OfTwoThousandCharacters_FitsInEveryWriting()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        foreach (var letter in new[] { "a", "é", "你", "ب" })
        {
            var query = string.Concat(Enumerable.Repeat(letter, 2000));

            Assert.Equal(query, (await api.GetAsync("/search?q=" + Uri.EscapeDataString(query))).GetProperty("query").GetString());
        }
    }

    [Fact]
    public async Task Cursor_OfAnotherQuestion_IsRefused()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var cursor = (await api.GetAsync("/search?q=red&limit=1")).GetProperty("next").GetString();

        Assert.Contains("another question", await AssertProblemAsync(api, 400, "bad-request", "GET", $"/search?q=blue&limit=1&cursor={cursor}", null), StringComparison.Ordinal);
        await AssertProblemAsync(api, 400, "bad-request", "GET", $"/search?q=red&weak=true&cursor={cursor}", null);
        Assert.Equal(1, (await api.GetAsync($"/search?q=red&limit=1&cursor={cursor}")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Cursor_ForgedOrStale_IsASearchAnewOrGone()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var cursor = (await api.GetAsync("/search?q=red&limit=1&weak=true")).GetProperty("next").GetString()!;
        var second = ApiServer.Names(await api.GetAsync($"/search?q=red&limit=1&weak=true&cursor={cursor}"));
        for (var i = 0; i < 40; i++) await api.GetAsync("/search?q=blue");

        // The same question is asked again from the same place; without it, there is nothing to go on with.
        Assert.Equal(second, ApiServer.Names(await api.GetAsync($"/search?q=red&limit=1&weak=true&cursor={cursor}")));
        await AssertProblemAsync(api, 404, "set-gone", "GET", $"/search?cursor={cursor}", null);
        foreach (var forged in new[] { "x 2147483647 y", "x -1 y", "x 99999999999 y", "x", " ", "x 1", "\0 0 \0", "a b c d" })
        {
            using var answer = await api.RawAsync("GET", "/search?cursor=" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(forged)));
            Assert.InRange((int)answer.StatusCode, 400, 404);
        }
    }

    private static async Task<string> AssertProblemAsync(ApiServer api, int status, string code, string method, string path, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await api.RawAsync(method, path, content);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} and not {status} for {method} {path}\n{text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var problem = JsonDocument.Parse(text).RootElement;
        ApiShapes.Committed.Check(method, path, status, problem);
        Assert.Equal((status, code, "about:blank"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString(), problem.GetProperty("type").GetString()));
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        foreach (var inner in new[] { "   at ", "Exception", "Fovea.Web", "System.", "Nullable<", api.Server.Photos, ".cs:" }) Assert.DoesNotContain(inner, text, StringComparison.Ordinal);
        return problem.GetProperty("detail").GetString()!;
    }

    /// <summary>What is refused changes nothing: all of it can be asked of one server.</summary>
    public sealed class OneServer : IAsyncLifetime
    {
        internal ApiServer Api { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Api = await ApiServer.StartAsync(ApiServer.DrawColours);

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
