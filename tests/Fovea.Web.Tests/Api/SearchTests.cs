using System.Globalization;
using System.Text.Json;

namespace Fovea.Web.Tests.Api;

/// <summary>GET /search, with an encoder for which colour is meaning.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task Words_FindWhatTheyDescribeBestFirst()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        var answer = await api.GetAsync("/search?q=red");

        Assert.Equal("red.png", ApiServer.Names(answer)[0]);
        Assert.True(answer.GetProperty("isRanked").GetBoolean());
        Assert.Equal(("red", "relevance", "fake"), (answer.GetProperty("query").GetString(), answer.GetProperty("order").GetString(), answer.GetProperty("model").GetString()));
        var scores = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("score").GetSingle()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        var counts = answer.GetProperty("counts");
        Assert.Equal((4, 4, 4), (counts.GetProperty("library").GetInt32(), counts.GetProperty("searched").GetInt32(), counts.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task Nothing_FindsEverythingNewestFirstAndUnranked()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            File.SetLastWriteTimeUtc(folder["photos/red.png"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetLastWriteTimeUtc(folder["photos/white.png"], new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetLastWriteTimeUtc(folder["photos/sea/blue.png"], new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.SetLastWriteTimeUtc(folder["photos/sea/green.png"], new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        });

        foreach (var path in new[] { "/search", "/search?q=", "/search?q=%20%20" })
        {
            var answer = await api.GetAsync(path);

            Assert.Equal(["green.png", "white.png", "red.png", "blue.png"], ApiServer.Names(answer));
            Assert.False(answer.GetProperty("isRanked").GetBoolean());
            Assert.All(answer.GetProperty("items").EnumerateArray(), item =>
            {
                Assert.Equal(JsonValueKind.Null, item.GetProperty("score").ValueKind);
                Assert.Equal(JsonValueKind.Null, item.GetProperty("strength").ValueKind);
            });
        }
    }

    [Fact]
    public async Task Terms_AreWeighedAndSubtracted()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            folder.Write("photos/yellow.png", TestPicture.Solid(230, 220, 20));
        });
        var blue = await api.IdAsync("blue.png");

        Assert.Equal("yellow.png", ApiServer.Names(await api.GetAsync("/search?term=1,text:red&term=1,text:green"))[0]);
        Assert.Equal("red.png", ApiServer.Names(await api.GetAsync("/search?q=yellow&term=-1,text:green"))[0]);
        Assert.Equal("green.png", ApiServer.Names(await api.GetAsync("/search?term=0.2,text:red&term=2,text:green"))[0]);
        Assert.Equal("blue.png", ApiServer.Names(await api.GetAsync($"/search?q=red&term=2,photo:{blue}"))[0]);
        var alike = ApiServer.Names(await api.GetAsync($"/search?term=1,photo:{blue}"));
        Assert.DoesNotContain("blue.png", alike);
        Assert.NotEmpty(alike);
    }

    [Fact]
    public async Task Terms_ThatSayNothingOrCancelOut_AreSaid()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        var cancelled = await api.GetAsync("/search?term=1,text:red&term=-1,text:red");
        var gone = await api.GetAsync("/search?q=red&term=1,photo:424242");

        Assert.False(cancelled.GetProperty("isRanked").GetBoolean());
        Assert.Contains("cancel", Assert.Single(cancelled.GetProperty("messages").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Contains("no longer in the library", Assert.Single(gone.GetProperty("messages").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal("red.png", ApiServer.Names(gone)[0]);
    }

    [Fact]
    public async Task Filters_LetThroughWhatTheySay()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            File.SetLastWriteTimeUtc(folder["photos/red.png"], new DateTime(2019, 6, 15, 12, 0, 0, DateTimeKind.Utc));
        });
        await api.SendAsync("POST", "/photos/favourite", new { ids = new[] { await api.IdAsync("white.png") }, favourite = true });

        Assert.Equal(["blue.png", "green.png"], await SortedAsync("folder=" + Uri.EscapeDataString(api["sea"])));
        Assert.Equal(["red.png"], await SortedAsync("from=2019&before=2020"));
        Assert.Equal(["red.png"], await SortedAsync("from=2019-06&before=2019-07"));
        Assert.Equal(["red.png"], await SortedAsync("from=2019-06-15&before=2019-06-16"));
        Assert.Empty(await SortedAsync("before=2019-06-15"));
        Assert.Equal(["blue.png"], await SortedAsync("shape=portrait"));
        Assert.Equal(["blue.png", "green.png"], await SortedAsync("shape=portrait&shape=SQUARE"));
        Assert.Equal(["blue.png", "green.png", "red.png", "white.png"], await SortedAsync("format=png"));
        Assert.Empty(await SortedAsync("format=jpeg&format=heif"));
        Assert.Empty(await SortedAsync("camera=Nikon"));
        Assert.Equal(["white.png"], await SortedAsync("favourite=true"));
        Assert.Equal(["blue.png", "green.png", "red.png"], await SortedAsync("favourite=false"));
        Assert.Empty(await SortedAsync("offline=true"));
        Assert.Equal(["blue.png"], await SortedAsync($"q=in:{Path.GetFileName(api.Server.Photos)}%20blue&shape=portrait&weak=true"));

        async Task<IEnumerable<string>> SortedAsync(string query) => ApiServer.Names(await api.GetAsync("/search?" + query)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Bands_ComeInOrderAndTheirCountsAddUp()
    {
        await using var api = await ApiServer.StartAsync(folder => DrawMany(folder, 120));

        var plain = await api.GetAsync("/search?q=red&limit=500");
        var weak = await api.GetAsync("/search?q=red&limit=500&weak=true");
        var dated = await api.GetAsync("/search?q=red&limit=500&order=date");

        foreach (var answer in new[] { plain, weak, dated })
        {
            var strengths = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("strength").GetString()!).ToList();
            var counts = answer.GetProperty("counts");
            Assert.Equal(counts.GetProperty("total").GetInt32(), strengths.Count);
            Assert.Equal(counts.GetProperty("strong").GetInt32(), strengths.Count(strength => strength == "strong"));
            Assert.Equal(counts.GetProperty("possible").GetInt32(), strengths.Count(strength => strength == "possible"));
            Assert.Equal(strengths.OrderBy(strength => Array.IndexOf(["strong", "possible", "weak"], strength)), strengths);
        }

        Assert.True(weak.GetProperty("counts").GetProperty("total").GetInt32() > plain.GetProperty("counts").GetProperty("total").GetInt32());
        Assert.DoesNotContain("weak", plain.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("strength").GetString()));
        Assert.Equal("date", dated.GetProperty("order").GetString());
        var days = dated.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("taken").GetString()).ToList();
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
    }

    [Theory]
    [InlineData("q=red&weak=true")]
    [InlineData("q=red&order=date")]
    [InlineData("order=date")]
    [InlineData("")]
    [InlineData("term=1,text:blue&term=-0.5,text:red&weak=true")]
    public async Task Pages_ByCursor_AreTheLayoutPieceByPiece(string query)
    {
        await using var api = await ApiServer.StartAsync(folder => DrawMany(folder, 120));
        var first = await api.GetAsync($"/search?{query}&limit=7");
        var layout = Layout.Read(await api.BytesAsync($"/sets/{first.GetProperty("set").GetString()}/layout"));

        List<JsonElement> items = [.. first.GetProperty("items").EnumerateArray()];
        for (var page = first; page.GetProperty("next").GetString() is { } next;)
        {
            // Every second page as a program would ask that keeps the cursor alone.
            var question = items.Count % 2 == 0 ? query : string.Empty;
            page = await api.GetAsync($"/search?{question}&limit=7&cursor={next}");
            Assert.Equal(first.GetProperty("set").GetString(), page.GetProperty("set").GetString());
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 7);
            items.AddRange(page.GetProperty("items").EnumerateArray());
        }

        Assert.Equal(first.GetProperty("counts").GetProperty("total").GetInt32(), items.Count);
        Assert.Equal(layout.Ids, items.Select(item => item.GetProperty("id").GetInt64()));
        Assert.Equal(layout.Ids.Count, layout.Ids.Distinct().Count());
        Assert.Equal(layout.Strengths, items.Select(item => item.GetProperty("strength").GetString()));
    }

    [Fact]
    public async Task Layout_HoldsWhatTheItemsSay()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        await api.SendAsync("POST", "/photos/favourite", new { ids = new[] { await api.IdAsync("white.png") }, favourite = true });

        var answer = await api.GetAsync("/search");
        var layout = Layout.Read(await api.BytesAsync($"/sets/{answer.GetProperty("set").GetString()}/layout"));

        Assert.Equal((4, 0, 0), (layout.Ids.Count, layout.Strong, layout.Possible));
        foreach (var (item, at) in answer.GetProperty("items").EnumerateArray().Select((item, at) => (item, at)))
        {
            Assert.Equal(item.GetProperty("id").GetInt64(), layout.Ids[at]);
            Assert.Equal(item.GetProperty("version").GetString(), layout.Versions[at]);
            Assert.Equal(item.GetProperty("width").GetInt32() * 1000 / item.GetProperty("height").GetInt32(), layout.Ratios[at]);
            Assert.Equal(DateOnly.Parse(item.GetProperty("taken").GetString()![..10], CultureInfo.InvariantCulture), layout.Days[at]);
            Assert.Equal(item.GetProperty("favourite").GetBoolean(), layout.Favourites[at]);
            Assert.Equal(item.GetProperty("offline").GetBoolean(), layout.Offline[at]);
            var colour = Convert.ToInt32(item.GetProperty("colour").GetString()![1..], 16);
            Assert.Equal((colour >> 19 << 11) | (((colour >> 10) & 0x3F) << 5) | ((colour >> 3) & 0x1F), layout.Colours[at]);
        }

        await api.RefusesAsync(404, "set-gone", "GET", "/sets/0123456789abcdef0123456789abcdef/layout");
    }

    [Fact]
    public async Task Photo_ThatLeftSince_IsSkippedAndTheRestStays()
    {
        await using var api = await ApiServer.StartAsync(folder => DrawMany(folder, 20));
        var first = await api.GetAsync("/search?limit=5");
        File.Delete(api["007.png"]);
        File.Delete(api["008.png"]);
        await api.SendAsync("POST", "/index", new { prune = true }, 202);
        await api.UntilIdleAsync();

        var names = ApiServer.Names(first);
        for (var next = first.GetProperty("next").GetString(); next is not null;)
        {
            var page = await api.GetAsync($"/search?limit=5&cursor={next}");
            names.AddRange(ApiServer.Names(page));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(20, names.Union(["007.png", "008.png"]).Count());
        Assert.InRange(names.Count, 18, 20);
    }

    private static void DrawMany(TempFolder folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"photos/{i:000}.png");
            folder.Write(name, TestPicture.Solid((byte)(i * 97 % 256), (byte)(i * 57 % 256), (byte)(i * 31 % 256), note: name));
            File.SetLastWriteTimeUtc(folder[name], new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i * 37 % count));
        }
    }
}
