using System.Net;

namespace Fovea.Web.Tests.Api;

/// <summary>What a browser may keep, and how it asks whether that is still right.</summary>
public sealed class CachingTests
{
    [Fact]
    public async Task Pictures_ThatAreThere_AreNotSentAgain()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var id = await api.IdAsync("red.png");
        var version = (await api.GetAsync($"/photos/{id}")).GetProperty("version").GetString();
        var (_, added) = await api.AddPictureAsync(TestPicture.Solid(1, 2, 3));
        (string Path, string Control)[] pictures =
        [
            ($"/photos/{id}/thumbnail", "private, no-cache"),
            ($"/photos/{id}/thumbnail?v=00000000", "private, no-cache"),
            ($"/photos/{id}/thumbnail?v={version}", "private, max-age=31536000, immutable"),
            ($"/photos/{id}/picture", "private, no-cache"),
            ($"/photos/{id}/picture?size=512&v={version}", "private, max-age=31536000, immutable"),
            ($"/pictures/{added.GetProperty("picture")}/thumbnail", "private, max-age=31536000, immutable"),
            ("/openapi.json", "private, no-cache"),
        ];
        foreach (var (path, control) in pictures)
        {
            using var first = await api.RawAsync("GET", path);
            var etag = Assert.Single(first.Headers.GetValues("ETag"));
            Assert.Matches("^\"[^\"]+\"$", etag);
            Assert.Equal(control.Split(", ").Order(StringComparer.Ordinal), first.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal));
            foreach (var known in new[] { etag, $"W/{etag}", "*", $"\"other\", {etag}" })
            {
                foreach (var method in new[] { "GET", "HEAD" })
                {
                    using var again = await api.RawAsync(method, path, null, ("If-None-Match", known));
                    Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
                    Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
                    Assert.Equal(etag, Assert.Single(again.Headers.GetValues("ETag")));
                }
            }

            foreach (var other in new[] { "\"other\"", "nonsense", "", etag.Trim('"') })
            {
                using var again = await api.RawAsync("GET", path, null, ("If-None-Match", other));
                Assert.Equal(HttpStatusCode.OK, again.StatusCode);
                Assert.Equal(await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            }

            using var head = await api.RawAsync("HEAD", path);
            Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
            Assert.Equal(first.Content.Headers.ContentType, head.Content.Headers.ContentType);
        }
    }

    [Fact]
    public async Task Picture_OfAFileThatChanged_HasAnotherETag()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var id = await api.IdAsync("red.png");
        using var before = await api.RawAsync("GET", $"/photos/{id}/picture");
        api.Folder.Write("photos/red.png", TestPicture.Solid(20, 200, 20, 61, 41));

        using var after = await api.RawAsync("GET", $"/photos/{id}/picture", null, ("If-None-Match", Assert.Single(before.Headers.GetValues("ETag"))));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(Assert.Single(before.Headers.GetValues("ETag")), Assert.Single(after.Headers.GetValues("ETag")));
    }

    [Fact]
    public async Task Sizes_HaveETagsOfTheirOwn()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var id = await api.IdAsync("red.png");
        var tags = new HashSet<string>();
        foreach (var path in new[] { "thumbnail", "picture?size=512", "picture?size=1024", "picture" })
        {
            using var answer = await api.RawAsync("GET", $"/photos/{id}/{path}");
            Assert.True(tags.Add(Assert.Single(answer.Headers.GetValues("ETag"))));
        }
    }

    [Fact]
    public async Task PageFiles_AreAskedForAgainAndNotSentAgain()
    {
        await using var api = await ApiServer.StartAsync();
        foreach (var path in new[] { "/", "/library", "/page/js/main.js", "/page/icon.svg", "/page/texts.json" })
        {
            using var first = await api.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
            using var again = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        }
    }

    [Fact]
    public async Task Data_IsNeverKept()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var id = await api.IdAsync("red.png");
        foreach (var path in new[] { "/session", "/search?q=red", $"/photos/{id}", $"/photos?ids={id}", $"/photos/{id}/original", "/library", "/facets", "/folders", "/index", "/failures", "/complete" })
        {
            using var answer = await api.RawAsync("GET", path);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }
    }
}
