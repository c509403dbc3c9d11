using System.Text.Json;

namespace Fovea.Web.Tests.Api;

/// <summary>What is done with the files themselves.</summary>
public sealed class FileTests
{
    [Fact]
    public async Task Trash_MovesPhotosAndBringsThemBack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the trash of Linux desktops can be kept apart from the person's own");
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var (red, blue) = (await api.IdAsync("red.png"), await api.IdAsync("blue.png"));

        var trashed = await api.SendAsync("POST", "/photos/trash", new { ids = new[] { red, blue, red, 424242 } });

        Assert.Equal(2, trashed.GetProperty("moved").GetInt32());
        Assert.Equal(424242, Assert.Single(trashed.GetProperty("failed").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.False(File.Exists(api["red.png"]));
        Assert.Equal(["green.png", "white.png"], ApiServer.Names(await api.GetAsync("/search")).Order(StringComparer.Ordinal));
        Assert.Contains(Directory.GetFiles(Path.Combine(TestHome.Trash, "info")), info => File.ReadAllText(info).Contains(api["red.png"], StringComparison.Ordinal));

        var undo = trashed.GetProperty("undo").GetString();
        Assert.Equal(2, (await api.SendAsync("POST", "/photos/untrash", new { undo })).GetProperty("moved").GetInt32());
        Assert.True(File.Exists(api["red.png"]));
        Assert.Equal("red.png", ApiServer.Names(await api.GetAsync("/search?q=red"))[0]);
        Assert.Contains("system's trash", await api.RefusesAsync(404, "undo-gone", "POST", "/photos/untrash", new { undo }), StringComparison.Ordinal);
        await api.RefusesAsync(404, "undo-gone", "POST", "/photos/untrash", new { undo = "never" });
    }

    [Fact]
    public async Task Export_CopiesOriginalsAndOverwritesNothing()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var (red, blue) = (await api.IdAsync("red.png"), await api.IdAsync("blue.png"));
        var folder = api.Folder["copies"];
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "red.png"), "mine");

        var report = await api.SendAsync("POST", "/photos/export", new { ids = new[] { red, blue, 424242 }, folder });

        Assert.Equal((2, folder), (report.GetProperty("copied").GetInt32(), report.GetProperty("folder").GetString()));
        Assert.Equal(424242, Assert.Single(report.GetProperty("failed").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "red.png")));
        Assert.Equal(3, Directory.GetFiles(folder).Length);
        Assert.Equal(File.ReadAllBytes(api["sea", "blue.png"]), File.ReadAllBytes(Path.Combine(folder, "blue.png")));
    }

    [Fact]
    public async Task Export_ToWhereNothingMayGo_IsRefused()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var ids = new[] { await api.IdAsync("red.png") };

        foreach (var folder in new[] { api["red.png"], api.Folder["home"], api.Folder["home", "new"], api.Folder["absent", "deeper"] })
        {
            await api.RefusesAsync(409, "cannot-be-done", "POST", "/photos/export", new { ids, folder });
        }

        var name = "copies-" + Guid.NewGuid().ToString("N");
        Assert.Equal(1, (await api.SendAsync("POST", "/photos/export", new { ids, folder = "~/" + name })).GetProperty("copied").GetInt32());
        Assert.True(File.Exists(Path.Combine(TestHome.Path, name, "red.png")));
    }

    [Fact]
    public async Task Completion_ListsAFewFoldersAndNothingElse()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            for (var i = 0; i < 50; i++) Directory.CreateDirectory(folder[FormattableString.Invariant($"many/folder{i}")]);
            Directory.CreateDirectory(folder["many/.hidden"]);
            Directory.CreateDirectory(folder["many/folder1/deep"]);
            folder.Write("many/folder-of-none.txt", "x"u8);
        });
        var many = api.Folder["many"];

        var all = Paths(await api.GetAsync("/complete?path=" + Uri.EscapeDataString(many + "/")));
        var some = Paths(await api.GetAsync("/complete?path=" + Uri.EscapeDataString(many + "/folder4")));

        Assert.Equal(20, all.Count);
        Assert.All(all, path => Assert.Equal(many, Path.GetDirectoryName(path)));
        Assert.DoesNotContain(all, path => path.Contains("hidden", StringComparison.Ordinal) || path.EndsWith(".txt", StringComparison.Ordinal));
        Assert.Equal(11, some.Count);
        Assert.Equal([Path.Combine(many, ".hidden")], Paths(await api.GetAsync("/complete?path=" + Uri.EscapeDataString(many + "/.h"))));
        foreach (var typed in new[] { api.Folder["nowhere", "x"], "\0", many + "/*", many + "/?", "////", "~nobody", new string('a', 4096) })
        {
            Assert.All(Paths(await api.GetAsync("/complete?path=" + Uri.EscapeDataString(typed))), path => Assert.True(Directory.Exists(path)));
        }

        await api.RefusesAsync(400, "bad-request", "GET", "/complete?path=" + new string('a', 4097));
        Assert.InRange(Paths(await api.GetAsync("/complete?path=/")).Count, 0, 20);
        Assert.All(Paths(await api.GetAsync("/complete")), path => Assert.True(Directory.Exists(path)));
    }

    [Fact]
    public async Task Opening_WithoutADesktop_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems would really open a window");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 }, "a desktop would really open a window");
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);

        await api.RefusesAsync(409, "cannot-be-done", "POST", $"/photos/{await api.IdAsync("red.png")}/open");
        await api.RefusesAsync(404, "photo-gone", "POST", "/photos/424242/open");
    }

    private static List<string> Paths(JsonElement answer) => [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("path").GetString()!)];
}
