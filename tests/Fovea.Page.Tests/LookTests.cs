namespace Fovea.Page.Tests;

/// <summary>The main states at the sizes that people have, in both themes. Each leaves a picture in <c>artifacts/page</c>.</summary>
public sealed class LookTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    public static readonly TheoryData<int, int, bool> Screens = new()
    {
        { 390, 844, false }, { 390, 844, true },
        { 820, 1180, false }, { 820, 1180, true },
        { 1440, 900, false }, { 1440, 900, true },
        { 3840, 2160, false }, { 3840, 2160, true },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task MainStates_AtEverySize_FitTheWindow(int width, int height, bool isDark)
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server, setup: new PageSetup { Width = width, Height = height, IsDark = isDark, IsTouch = width < 900 });
        var suffix = $"{width}-{(isDark ? "dark" : "light")}";

        await page.ReadyAsync();
        await ShowAsync(page, "all", suffix);

        await page.SearchAsync("sunset over the sea");
        await page.Keyboard.PressAsync("Escape");
        await page.PicturesAsync();
        await ShowAsync(page, "results", suffix);

        await page.Page.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".filters-body")).ToBeVisibleAsync();
        await ShowAsync(page, "filters", suffix);
        await page.Keyboard.PressAsync("Escape");

        await page.GoAsync("/?q=evening&term=-0.5,text:people&from=2012&before=2025&shape=landscape");
        await page.ReadyAsync();
        await ShowAsync(page, "chips", suffix);

        await page.OpenPhotoAsync();
        await ShowAsync(page, "viewer", suffix);
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Details.Locator(".details-list")).ToBeVisibleAsync();
        await ShowAsync(page, "details", suffix);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();

        await page.GoAsync("/?q=lighthouse&order=date");
        await page.ReadyAsync();
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.SelectionBar).ToBeVisibleAsync();
        await ShowAsync(page, "selection", suffix);
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.Locator(".keys-sheet")).ToBeVisibleAsync();
        await ShowAsync(page, "keys", suffix);
        await page.Keyboard.PressAsync("Escape");

        await page.GoAsync("/?folder=/nowhere");
        await Assertions.Expect(page.Page.Locator(".empty")).ToBeVisibleAsync();
        await ShowAsync(page, "nothing", suffix);

        await page.GoAsync("/library");
        await Assertions.Expect(page.Library.Locator(".root-row")).ToBeVisibleAsync();
        await ShowAsync(page, "library", suffix);
    }

    /// <summary>What the README shows, out of painted pictures; <c>docs/images</c> has a copy of these.</summary>
    [Fact]
    public async Task PicturesOfTheReadme_AreMade()
    {
        var library = await shared.GetAsync();
        var light = await OpenAsync(library.Server, "/?q=sunset+over+the+sea&weak=true", new PageSetup { Width = 1280, Height = 800 });
        await light.ReadyAsync();
        await light.Cells.Nth(2).HoverAsync();
        await Assertions.Expect(light.Page.Locator(".over-folder")).ToBeVisibleAsync();
        await light.Page.ScreenshotAsync(new() { Path = Artifacts.File("readme", "search.jpg"), Type = ScreenshotType.Jpeg, Quality = 86 });

        var dark = await OpenAsync(library.Server, setup: new PageSetup { Width = 1280, Height = 800, IsDark = true });
        await dark.ReadyAsync();
        await dark.Page.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(dark.Page.Locator(".filters-body")).ToBeVisibleAsync();
        await dark.Page.ScreenshotAsync(new() { Path = Artifacts.File("readme", "photos.jpg"), Type = ScreenshotType.Jpeg, Quality = 86 });
    }

    private static async Task ShowAsync(FoveaPage page, string state, string suffix)
    {
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Artifacts.File($"{state}-{suffix}.png"), Animations = ScreenshotAnimations.Disabled });
        await PageLayout.AssertAsync(page);
    }
}
