using System.Net;
using System.Text.Json;

namespace Fovea.Web.Tests.Api;

/// <summary>Photos by their ids, pictures to search with, what there is to filter by.</summary>
public sealed class PhotoTests
{
    [Fact]
    public async Task Details_SayWhatTheFileSays()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var jpeg = await api.BytesAsync($"/photos/{await api.IdAsync("red.png")}/picture");
        api.Folder.Write("photos/sea/camera.jpg", Security.PolyglotTests.WithExif(jpeg, "Acme 3000"));
        await api.SendAsync("POST", "/index", "{}", 202);
        await api.UntilIdleAsync();

        var photo = await api.GetAsync($"/photos/{await api.IdAsync("camera.jpg")}");

        Assert.Equal(api["sea", "camera.jpg"], photo.GetProperty("path").GetString());
        Assert.Equal(api["sea"], photo.GetProperty("folder").GetString());
        Assert.Equal(api.Server.Photos, photo.GetProperty("root").GetString());
        Assert.Equal(("jpeg", 60, 40), (photo.GetProperty("format").GetString(), photo.GetProperty("width").GetInt32(), photo.GetProperty("height").GetInt32()));
        Assert.Equal(new FileInfo(api["sea", "camera.jpg"]).Length, photo.GetProperty("bytes").GetInt64());
        Assert.Contains("Acme 3000", photo.GetProperty("camera").GetString(), StringComparison.Ordinal);
        Assert.Equal(File.GetLastWriteTimeUtc(api["sea", "camera.jpg"]), photo.GetProperty("modified").GetDateTimeOffset().UtcDateTime, TimeSpan.FromMilliseconds(1));
        Assert.Equal(JsonValueKind.Null, photo.GetProperty("location").ValueKind);
        Assert.Matches("^#[0-9a-f]{6}$", photo.GetProperty("colour").GetString());
        Assert.Matches("^[0-9a-f]{8}$", photo.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Photos_ByIds_ComeWithoutThoseThatAreUnknown()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var (red, blue) = (await api.IdAsync("red.png"), await api.IdAsync("blue.png"));

        var items = (await api.GetAsync($"/photos?ids={blue},424242,{red}, {blue}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToHashSet();

        Assert.Equal(new[] { red, blue }.Order(), items.Order());
        Assert.Empty((await api.GetAsync("/photos")).GetProperty("items").EnumerateArray());
        Assert.Empty((await api.GetAsync("/photos?ids=,,")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Original_IsTheFileByteForByte()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        Assert.Equal(File.ReadAllBytes(api["red.png"]), await api.BytesAsync($"/photos/{await api.IdAsync("red.png")}/original"));
    }

    [Fact]
    public async Task AddedPicture_FindsWhatLooksLikeIt()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        var (status, added) = await api.AddPictureAsync(TestPicture.Solid(10, 10, 230, 600, 300));

        Assert.Equal(HttpStatusCode.OK, status);
        var key = added.GetProperty("picture").GetString();
        Assert.Equal(2, added.GetProperty("width").GetInt32() / added.GetProperty("height").GetInt32());
        Assert.Equal("blue.png", ApiServer.Names(await api.GetAsync($"/search?term=1,picture:{key}"))[0]);
        Assert.Equal("red.png", ApiServer.Names(await api.GetAsync($"/search?q=red&term=-1,picture:{key}"))[0]);
        Assert.Equal([0xFF, 0xD8, 0xFF], (await api.BytesAsync($"/pictures/{key}/thumbnail"))[..3]);
        Assert.Equal(["blue.png", "green.png", "red.png", "white.png"], Directory.GetFiles(api.Server.Photos, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AddedPictures_AreForgottenWhenThereAreMany()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var keys = new List<string>();
        for (var i = 0; i < 65; i++) keys.Add((await api.AddPictureAsync(TestPicture.Solid((byte)i, 0, 0))).Answer.GetProperty("picture").GetString()!);

        await api.RefusesAsync(404, "picture-gone", "GET", $"/search?term=1,picture:{keys[0]}");
        await api.GetAsync($"/search?term=1,picture:{keys[1]}");
        Assert.Equal(65, keys.Distinct().Count());
    }

    [Fact]
    public async Task AddedPicture_ThatIsNone_IsRefused()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var png = TestPicture.Solid(1, 2, 3);

        Assert.Equal("bad-request", (await api.AddPictureAsync([])).Answer.GetProperty("code").GetString());
        foreach (var bytes in new byte[][] { [0], "no picture"u8.ToArray(), png[..40], [.. png[..20], .. new byte[100]], new byte[1_000_000] })
        {
            var (status, problem) = await api.AddPictureAsync(bytes);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "unreadable"), (status, problem.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task AddedPicture_OfManyMegabytes_IsTaken()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var random = new Random(1);
        var large = TestPicture.Png(1500, 1200, (_, _) => ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        Assert.True(large.Length > 4_000_000);

        Assert.Equal(HttpStatusCode.OK, (await api.AddPictureAsync(large)).Status);
    }

    [Fact]
    public async Task Favourites_AreMarkedUnmarkedAndKept()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var ids = new[] { await api.IdAsync("red.png"), await api.IdAsync("blue.png"), 424242 };

        Assert.Equal(2, (await api.SendAsync("POST", "/photos/favourite", new { ids, favourite = true })).GetProperty("changed").GetInt32());
        Assert.Equal(0, (await api.SendAsync("POST", "/photos/favourite", new { ids, favourite = true })).GetProperty("changed").GetInt32());
        Assert.Equal(2, (await api.GetAsync("/facets")).GetProperty("favourites").GetInt32());
        Assert.Equal(1, (await api.SendAsync("POST", "/photos/favourite", new { ids = ids[..1], favourite = false })).GetProperty("changed").GetInt32());
        Assert.Equal(["blue.png"], ApiServer.Names(await api.GetAsync("/search?favourite=true")));
    }

    [Fact]
    public async Task FacetsAndFolders_CountWhatIsThere()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        var facets = await api.GetAsync("/facets");
        var roots = (await api.GetAsync("/folders")).GetProperty("items");
        var below = (await api.GetAsync("/folders?under=" + Uri.EscapeDataString(api.Server.Photos))).GetProperty("items");

        Assert.Equal(4, facets.GetProperty("total").GetInt32());
        Assert.Equal([("png", 4)], Values("formats"));
        Assert.Equal([("landscape", 2), ("portrait", 1), ("square", 1)], Values("shapes"));
        Assert.Empty(Values("cameras"));
        Assert.Equal([(api.Server.Photos, 4)], Counts(roots));
        Assert.Equal([(api["sea"], 2)], Counts(below));

        List<(string, int)> Values(string name) => [.. facets.GetProperty(name).EnumerateArray().Select(item => (item.GetProperty("value").GetString()!, item.GetProperty("count").GetInt32()))];
        static List<(string, int)> Counts(JsonElement items) => [.. items.EnumerateArray().Select(item => (item.GetProperty("path").GetString()!, item.GetProperty("count").GetInt32()))];
    }

    [Fact]
    public async Task Session_SaysWhoIsThere()
    {
        await using var api = await ApiServer.StartAsync();

        var session = await api.GetAsync("/session");

        Assert.True(session.GetProperty("isLocal").GetBoolean());
        Assert.Equal(JsonValueKind.Null, session.GetProperty("deviceName").ValueKind);
        Assert.All(session.GetProperty("can").EnumerateObject(), permission => Assert.True(permission.Value.GetBoolean()));
    }
}
