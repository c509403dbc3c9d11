namespace Fovea.Page.Tests;

/// <summary>Pages for people who read from right to left, and for those who want nothing to move.</summary>
public sealed class DirectionTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    // The page sets the direction of its language; as no language of it is written from right to left, the test turns it.
    private const string Turn = "new MutationObserver(() => { if (document.documentElement && document.documentElement.dir !== 'rtl') document.documentElement.dir = 'rtl'; }).observe(document, { attributes: true, childList: true, subtree: true });";

    [Theory]
    [InlineData(390)]
    [InlineData(1440)]
    public async Task RightToLeft_IsMirroredAndFits(int width)
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, setup: new PageSetup { Width = width, Script = Turn });
        await page.ReadyAsync();
        await page.Page.ScreenshotAsync(new() { Path = Artifacts.File($"rtl-{width}.png") });
        await PageLayout.AssertAsync(page);
        var home = (await page.Page.Locator("#home").BoundingBoxAsync())!;
        var gear = (await page.Page.Locator("#library-link").BoundingBoxAsync())!;
        Assert.True(home.X > gear.X, "What stands first stands at the right.");
        var first = (await page.Cells.First.BoundingBoxAsync())!;
        var second = (await page.Cells.Nth(1).BoundingBoxAsync())!;
        Assert.True(first.X > second.X, "The first photo stands at the right.");

        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Cells.Nth(1)).ToBeFocusedAsync();
        await page.Page.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".filters-body")).ToBeVisibleAsync();
        await PageLayout.AssertAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Details.Locator(".details-list")).ToBeVisibleAsync();
        await PageLayout.AssertAsync(page);
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Position).ToHaveTextAsync($"2 of {Painted.Count}");
        await page.Keyboard.PressAsync("Escape");
        await page.GoAsync("/library");
        await Assertions.Expect(page.Library.Locator(".root-row")).ToBeVisibleAsync();
        await PageLayout.AssertAsync(page);
    }

    [Fact]
    public async Task ReducedMotion_MovesNothing()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, setup: new PageSetup { IsStill = true });
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        var moving = await page.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('*')].filter((node) => {
              const style = getComputedStyle(node);
              return [...style.transitionDuration.split(','), ...(style.animationName === 'none' ? [] : style.animationDuration.split(','))].some((time) => parseFloat(time) > 0.02);
            }).map((node) => node.outerHTML.slice(0, 80))
            """);
        Assert.Empty(moving);
    }
}
