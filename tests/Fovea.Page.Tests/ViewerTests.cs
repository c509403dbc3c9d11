using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>One photo over the whole window.</summary>
public sealed class ViewerTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    [Fact]
    public async Task Open_WalkAndLeave_ReturnsToTheSamePlace()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, setup: new PageSetup { Height = 600 });
        await page.ReadyAsync();
        await page.Page.Mouse.WheelAsync(0, 700);
        await page.Page.WaitForFunctionAsync("() => scrollY === 700");
        await page.PicturesAsync();
        var cell = await page.WholeCellAsync();
        var before = await page.ScrollAsync();
        var id = await FoveaPage.IdOfAsync(cell);
        await cell.ClickAsync();

        await Assertions.Expect(page.Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"photo={id}$"));
        await Assertions.Expect(page.Position).ToHaveTextAsync(new Regex($@"^\d+ of {Painted.Count}$"));
        var position = await page.Position.TextContentAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Position).Not.ToHaveTextAsync(position!);
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Position).ToHaveTextAsync(position!);
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"photo={id}$"));

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await Assertions.Expect(page.Page).Not.ToHaveURLAsync(new Regex("photo="));
        Assert.Equal(before, await page.ScrollAsync());
        Assert.Equal(id, await FoveaPage.IdOfAsync(page.Page.Locator("#photos .cell:focus")));
    }

    [Fact]
    public async Task WalkingFarAway_AndLeaving_ShowsThePhotoWhereOneWasLast()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, setup: new PageSetup { Height = 600 });
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Position).ToHaveTextAsync($"{Painted.Count} of {Painted.Count}");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Position).ToHaveTextAsync($"{Painted.Count} of {Painted.Count}");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("#photos .cell:focus")).ToBeInViewportAsync(new() { Ratio = 0.9f });
    }

    [Fact]
    public async Task Details_ShowPathDateCameraSizeAndPlace()
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server, "/?camera=Apple+iPhone+13+Pro&from=2019&before=2020");
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("i");

        await Assertions.Expect(page.Details).ToBeVisibleAsync();
        await Assertions.Expect(page.Details.Locator(".details-list")).ToContainTextAsync("2019");
        await Assertions.Expect(page.Details.Locator(".details-camera")).ToContainTextAsync("iPhone 13 Pro");
        await Assertions.Expect(page.Details.Locator(".details-size")).ToHaveTextAsync(new Regex(@"480 × \d+|\d+ × 480"));
        await Assertions.Expect(page.Details.Locator(".details-folder")).ToContainTextAsync(Path.Combine("2019", "Summer at the sea"));
        await Assertions.Expect(page.Details.Locator(".details-name")).ToContainTextAsync(".jpg");
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Details).ToBeHiddenAsync();
    }

    [Fact]
    public async Task CopyPath_PutsThePathOnTheClipboard()
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.Toast).ToHaveTextAsync("Path copied.");
        var path = await page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.True(File.Exists(path), path);
    }

    [Fact]
    public async Task Download_GivesTheFileItself()
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("i");
        var name = await page.Details.Locator(".details-name dd").InnerTextAsync();
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Details.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());

        Assert.Equal(name.Trim(), download.SuggestedFilename);
        var original = Directory.GetFiles(library.Pictures, name.Trim(), SearchOption.AllDirectories).Single();
        Assert.Equal(await File.ReadAllBytesAsync(original, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Zoom_ByKey_EnlargesAndGoesBack()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        var before = await page.Page.Locator(".viewer-photo").BoundingBoxAsync();
        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(page.Page.Locator(".viewer-stage")).ToContainClassAsync("zoomed");
        Assert.True((await page.Page.Locator(".viewer-photo").BoundingBoxAsync())!.Width > before!.Width * 1.2);
        await page.Keyboard.PressAsync("z");
        await Assertions.Expect(page.Page.Locator(".viewer-stage")).Not.ToContainClassAsync("zoomed");
    }

    [Fact]
    public async Task Back_ClosesThePhoto_AndForwardOpensItAgain()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.OpenPhotoAsync(2);
        var address = page.Address;
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await page.Page.GoForwardAsync();
        await Assertions.Expect(page.Viewer).ToBeVisibleAsync();
        Assert.Equal(address, page.Address);
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Viewer_CoversTheWholeWindow()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        var beside = await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");
        Assert.Equal("rgb(12, 13, 15)", beside);
    }
}
