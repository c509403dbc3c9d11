using System.Net;
using System.Text;

namespace Fovea.Web.Tests.Security;

/// <summary>What lies at a photo's path is looked at again whenever it is served.</summary>
public sealed class MovedFileTests
{
    private const string Secret = "not-of-the-library";

    [Fact]
    public async Task Photo_ReplacedByALinkOut_IsNotServed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        await using var api = await StartAsync();
        var id = await api.IdAsync("red.png");
        File.Delete(api["red.png"]);
        File.CreateSymbolicLink(api["red.png"], api.Folder["outside", "secret.png"]);

        await AssertRefusedAsync(api, id);
    }

    [Fact]
    public async Task Folder_ReplacedByALinkOut_IsNotServed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        await using var api = await StartAsync();
        var id = await api.IdAsync("blue.png");
        Directory.Move(api["sea"], api["old"]);
        Directory.CreateSymbolicLink(api["sea"], api.Folder["outside"]);
        File.Copy(api.Folder["outside", "secret.png"], api.Folder["outside", "blue.png"]);

        await AssertRefusedAsync(api, id);
    }

    [Fact]
    public async Task Photo_ReplacedByAnotherPicture_ShowsTheNewOneAsItIs()
    {
        await using var api = await StartAsync();
        var id = await api.IdAsync("red.png");
        var before = await api.BytesAsync($"/photos/{id}/picture");
        api.Folder.Write("photos/red.png", TestPicture.Solid(20, 20, 220, 60, 40));

        using var answer = await api.RawAsync("GET", $"/photos/{id}/picture");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(before, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Photo_ReplacedByAPage_IsNotShown()
    {
        await using var api = await StartAsync();
        var id = await api.IdAsync("red.png");
        api.Folder.Write("photos/red.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8);

        await api.RefusesAsync(422, "unreadable", "GET", $"/photos/{id}/picture");
        using var original = await api.RawAsync("GET", $"/photos/{id}/original");
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("pipe")]
    public async Task Photo_ReplacedByWhatIsNoFile_IsNotServed(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no pipes there");
        await using var api = await StartAsync();
        var id = await api.IdAsync("red.png");
        File.Delete(api["red.png"]);
        if (what == "folder") Directory.CreateDirectory(api["red.png"]);
        else System.Diagnostics.Process.Start("mkfifo", api["red.png"]).WaitForExit();

        await api.RefusesAsync(422, "unreadable", "GET", $"/photos/{id}/original");
        await api.RefusesAsync(422, "unreadable", "GET", $"/photos/{id}/picture");
    }

    [Fact]
    public async Task Photo_WhoseFileIsGone_ShowsItsSmallCopyAndNothingElse()
    {
        await using var api = await StartAsync();
        var id = await api.IdAsync("red.png");
        var small = await api.BytesAsync($"/photos/{id}/thumbnail");
        File.Delete(api["red.png"]);

        Assert.Equal(small, await api.BytesAsync($"/photos/{id}/picture"));
        await api.RefusesAsync(409, "photo-away", "GET", $"/photos/{id}/original");
        await api.RefusesAsync(409, "photo-away", "POST", $"/photos/{id}/open");
    }

    [Fact]
    public async Task Photo_WhoseRootWasRemoved_IsGone()
    {
        await using var api = await StartAsync();
        var id = await api.IdAsync("red.png");
        var root = (await api.GetAsync("/library")).GetProperty("roots")[0].GetProperty("id").GetInt64();

        await api.SendAsync("DELETE", $"/library/roots/{root}", null, 204);

        foreach (var path in new[] { "", "/thumbnail", "/picture", "/original" }) await api.RefusesAsync(404, "photo-gone", "GET", $"/photos/{id}{path}");
        foreach (var path in new[] { "/open", "/reveal" }) await api.RefusesAsync(404, "photo-gone", "POST", $"/photos/{id}{path}");
    }

    private static Task<ApiServer> StartAsync() => ApiServer.StartAsync(folder =>
    {
        ApiServer.DrawColours(folder);
        folder.Write("outside/secret.png", TestPicture.Solid(1, 2, 3, note: Secret));
    });

    private static async Task AssertRefusedAsync(ApiServer api, long id)
    {
        await api.RefusesAsync(422, "unreadable", "GET", $"/photos/{id}/original");
        await api.RefusesAsync(422, "unreadable", "GET", $"/photos/{id}/picture");
        foreach (var action in new[] { "open", "reveal" }) Assert.Contains("link", await api.RefusesAsync(409, "cannot-be-done", "POST", $"/photos/{id}/{action}"), StringComparison.Ordinal);
        using var answer = await api.RawAsync("GET", $"/photos/{id}/original");
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)) < 0);
        Assert.DoesNotContain("outside", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }
}
