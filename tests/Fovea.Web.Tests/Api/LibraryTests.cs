using System.Text.Json;
using Fovea.Engine.Indexing;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Api;

/// <summary>Folders of the library, and indexing.</summary>
public sealed class LibraryTests
{
    [Fact]
    public async Task Library_WithoutFolders_IsEmptyAndSaysWhatWillSearch()
    {
        await using var api = await ApiServer.StartAsync();

        var library = await api.GetAsync("/library");

        Assert.Empty(library.GetProperty("roots").EnumerateArray());
        Assert.Equal(0, library.GetProperty("networkBytesSent").GetInt64());
        Assert.Equal(16, library.GetProperty("model").GetProperty("inputSize").GetInt32());
        Assert.Equal("idle", library.GetProperty("index").GetProperty("state").GetString());
        Assert.Equal(0, (await api.GetAsync("/search?q=red")).GetProperty("counts").GetProperty("total").GetInt32());
        Assert.Equal(202, await StatusAsync(api, "POST", "/index"));
    }

    [Fact]
    public async Task Root_IsAddedIndexedAndCounted()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            folder.Write("photos/broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);
            folder.Write("photos/notes.txt", "no picture"u8);
        });

        var library = await api.GetAsync("/library");
        var root = Assert.Single(library.GetProperty("roots").EnumerateArray());

        Assert.Equal(api.Server.Photos, root.GetProperty("path").GetString());
        Assert.Equal("photos", root.GetProperty("name").GetString());
        Assert.True(root.GetProperty("available").GetBoolean());
        Assert.Equal((4, 1), (root.GetProperty("indexed").GetInt32(), root.GetProperty("failed").GetInt32()));
        Assert.NotEqual(JsonValueKind.Null, root.GetProperty("lastIndexed").ValueKind);
        Assert.Equal((4, 1, 0), (Total("indexed"), Total("failed"), Total("offline")));
        var last = library.GetProperty("index").GetProperty("last");
        Assert.Equal((4, 1), (last.GetProperty("new").GetInt32(), last.GetProperty("failed").GetInt32()));
        Assert.True(library.GetProperty("bytes").GetProperty("catalog").GetInt64() > 0);

        int Total(string name) => library.GetProperty("totals").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Root_AddedAgainOrFromWithin_IsTheOneThatIsThere()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var id = Assert.Single((await api.GetAsync("/library")).GetProperty("roots").EnumerateArray()).GetProperty("id").GetInt64();

        foreach (var path in new[] { api.Server.Photos, api.Server.Photos + "/", api["sea", ".."], api.Server.Photos + "//", api["sea"], $"  {api.Server.Photos} " })
        {
            Assert.Equal(id, (await api.AddRootAsync(path)).GetProperty("id").GetInt64());
        }

        Assert.Single((await api.GetAsync("/library")).GetProperty("roots").EnumerateArray());
    }

    [Fact]
    public async Task Root_AroundAnother_TakesItIn()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            folder.Write("photos/../more.png", TestPicture.Solid(9, 9, 9));
        });
        var blue = await api.IdAsync("blue.png");

        await api.AddRootAsync(api.Folder.Path);

        var root = Assert.Single((await api.GetAsync("/library")).GetProperty("roots").EnumerateArray());
        Assert.Equal((api.Folder.Path, 5), (root.GetProperty("path").GetString(), root.GetProperty("indexed").GetInt32()));
        Assert.Equal(blue, await api.IdAsync("blue.png"));
    }

    [Fact]
    public async Task Root_TypedWithTilde_IsInTheHomeFolder()
    {
        await using var api = await ApiServer.StartAsync();
        var name = "tilde-" + Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(Path.Combine(TestHome.Path, name));

        Assert.Equal(Path.Combine(TestHome.Path, name), (await api.AddRootAsync("~/" + name)).GetProperty("path").GetString());
    }

    [Fact]
    public async Task Root_ThatCannotBe_IsRefusedWithTheReason()
    {
        await using var api = await ApiServer.StartAsync();
        var file = api.Folder.Write("photos/a.png", TestPicture.Solid(1, 2, 3));

        Assert.Contains("There is no folder", await RefusalAsync(api["absent"]), StringComparison.Ordinal);
        Assert.Contains("is a file", await RefusalAsync(file), StringComparison.Ordinal);
        Assert.Contains("own data folder", await RefusalAsync(api.Folder["home"]), StringComparison.Ordinal);
        Assert.Empty((await api.GetAsync("/library")).GetProperty("roots").EnumerateArray());

        Task<string> RefusalAsync(string path) => api.RefusesAsync(409, "cannot-be-done", "POST", "/library/roots", new { path });
    }

    [Fact]
    public async Task Root_ThatIsAway_StaysSearchableAndIsSaidSo()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        Directory.Move(api.Server.Photos, api.Folder["away"]);
        await api.SendAsync("POST", "/index", "{}", 202);
        await api.UntilIdleAsync();

        var library = await api.GetAsync("/library");

        Assert.False(library.GetProperty("roots")[0].GetProperty("available").GetBoolean());
        Assert.Equal(4, library.GetProperty("totals").GetProperty("offline").GetInt32());
        Assert.Equal(4, (await api.GetAsync("/search?offline=true")).GetProperty("items").GetArrayLength());
        var red = await api.IdAsync("red.png");
        await api.RefusesAsync(409, "photo-away", "POST", $"/photos/{red}/open");
        await api.RefusesAsync(409, "photo-away", "GET", $"/photos/{red}/original");
        Assert.NotEmpty(await api.BytesAsync($"/photos/{red}/thumbnail"));
        Assert.NotEmpty(await api.BytesAsync($"/photos/{red}/picture"));
    }

    [Fact]
    public async Task Root_ThatIsRemoved_TakesItsPhotosWithItAndNoFile()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var id = (await api.GetAsync("/library")).GetProperty("roots")[0].GetProperty("id").GetInt64();

        await api.SendAsync("DELETE", $"/library/roots/{id}", null, 204);

        Assert.Empty((await api.GetAsync("/library")).GetProperty("roots").EnumerateArray());
        Assert.Empty(ApiServer.Names(await api.GetAsync("/search")));
        Assert.Equal(4, Directory.GetFiles(api.Server.Photos, "*.png", SearchOption.AllDirectories).Length);
        await api.RefusesAsync(404, "root-gone", "DELETE", $"/library/roots/{id}");
        await api.RefusesAsync(404, "root-gone", "POST", "/index", new { roots = new[] { id } });
    }

    [Fact]
    public async Task Root_RemovedWhileItIsIndexed_IsGoneForGood()
    {
        await using var api = await ApiServer.StartAsync();
        for (var i = 0; i < 100; i++) api.Folder.Write(Path.Combine("photos", FormattableString.Invariant($"{i}.png")), TestPicture.Solid((byte)i, 1, 2, 300, 200));
        var root = await api.SendAsync("POST", "/library/roots", new { path = api.Server.Photos }, 201);

        await api.SendAsync("DELETE", $"/library/roots/{root.GetProperty("id")}", null, 204);
        await api.UntilIdleAsync();

        Assert.Empty(ApiServer.Names(await api.GetAsync("/search")));
    }

    [Fact]
    public async Task Indexing_IsPausedResumedAndStopped()
    {
        using var hold = new ManualResetEventSlim();
        using var encoder = new FakeDualEncoder { BatchSize = 1, BeforeBatch = () => hold.Wait(TestContext.Current.CancellationToken) };
        await using var api = await ApiServer.StartAsync(draw: null, services => services.AddSingleton<IDualEncoder>(encoder));
        ApiServer.DrawColours(api.Folder);
        await api.SendAsync("POST", "/library/roots", new { path = api.Server.Photos }, 201);

        await api.SendAsync("POST", "/index/pause", null, 204);
        Assert.Equal("paused", (await api.GetAsync("/index")).GetProperty("state").GetString());
        await api.SendAsync("POST", "/index/pause", null, 204);
        await api.SendAsync("POST", "/index/resume", null, 204);
        Assert.NotEqual("paused", (await api.GetAsync("/index")).GetProperty("state").GetString());
        await api.SendAsync("POST", "/index/stop", null, 204);
        hold.Set();
        await api.UntilIdleAsync();
        await api.SendAsync("POST", "/index/stop", null, 204);

        await api.SendAsync("POST", "/index", new { roots = (long[]?)null }, 202);
        Assert.Equal(4, (await UntilIndexedAsync(api)).GetProperty("totals").GetProperty("indexed").GetInt32());
    }

    [Fact]
    public async Task Failures_ArePagedWithTheirReasonsAndTriedAgain()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            for (var i = 0; i < 7; i++) folder.Write(FormattableString.Invariant($"photos/broken{i}.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)i, 2, 3]);
        });

        var failures = new List<JsonElement>();
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            var page = await api.GetAsync($"/failures?limit=3&cursor={cursor}");
            failures.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(i => api[FormattableString.Invariant($"broken{i}.jpg")]), failures.Select(failure => failure.GetProperty("path").GetString()));
        Assert.All(failures, failure => Assert.NotEmpty(failure.GetProperty("reason").GetString()!));
        Assert.All(failures, failure => Assert.Equal("corrupt", failure.GetProperty("kind").GetString()));

        await api.SendAsync("POST", "/index", new { retryFailed = true }, 202);
        Assert.Equal(7, (await api.UntilIdleAsync()).GetProperty("last").GetProperty("failed").GetInt32());
        await api.SendAsync("POST", "/index", "{}", 202);
        await api.UntilIdleAsync();
        Assert.Equal(7, (await api.GetAsync("/search")).GetProperty("counts").GetProperty("failed").GetInt32());
        var id = failures[0].GetProperty("id").GetInt64();
        Assert.Contains(failures[0].GetProperty("reason").GetString()!, await api.RefusesAsync(422, "unreadable", "GET", $"/photos/{id}/thumbnail"), StringComparison.Ordinal);
        await api.RefusesAsync(404, "photo-gone", "GET", $"/photos/{id}");
    }

    [Fact]
    public async Task Photos_AppearWhileTheRunGoesOn()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        api.Folder.Write("photos/new.png", TestPicture.Solid(230, 10, 10));

        await api.SendAsync("POST", "/index", "{}", 202);
        while (!ApiServer.Names(await api.GetAsync("/search?q=red")).Contains("new.png")) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(IndexJobState.Idle, await StateAsync(api));
    }

    private static async Task<IndexJobState> StateAsync(ApiServer api)
    {
        await api.UntilIdleAsync();
        return api.Server.Services.GetRequiredService<IndexJob>().Status.State;
    }

    private static async Task<JsonElement> UntilIndexedAsync(ApiServer api)
    {
        await api.UntilIdleAsync();
        return await api.GetAsync("/library");
    }

    private static async Task<int> StatusAsync(ApiServer api, string method, string path)
    {
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await api.RawAsync(method, path, content);
        return (int)answer.StatusCode;
    }
}
