using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Fovea.Page.Tests;

/// <summary>axe-core finds nothing against WCAG 2.2 AA in any state, in both themes.</summary>
public sealed class AccessibilityTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };

    [Theory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task MainStates_HaveNoViolations(int width, bool isDark)
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server, setup: new PageSetup { Width = width, IsDark = isDark, IsTouch = width < 600, IsStill = true });
        await page.ReadyAsync();
        await CheckAsync(page, "all photos");
        await page.Box.ClickAsync();
        await CheckAsync(page, "examples");
        await page.SearchAsync("sunset over the sea");
        await page.Keyboard.PressAsync("Escape");
        await page.PicturesAsync();
        await CheckAsync(page, "results");
        await page.Cells.Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await CheckAsync(page, "photo with focus");
        await page.Page.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".filters-body")).ToBeVisibleAsync();
        await CheckAsync(page, "filters");
        await page.Keyboard.PressAsync("Escape");
        await page.GoAsync("/?q=sunset+over+the+sea&term=-0.5,text:people&shape=landscape&from=2012");
        await page.ReadyAsync();
        await CheckAsync(page, "chips");

        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.SelectionBar).ToBeVisibleAsync();
        await CheckAsync(page, "selection");
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await CheckAsync(page, "question");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.SelectionBar).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.Locator(".keys-sheet")).ToBeVisibleAsync();
        await CheckAsync(page, "keys");
        await page.Keyboard.PressAsync("Escape");

        await page.OpenPhotoAsync();
        await CheckAsync(page, "viewer");
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Details.Locator(".details-list")).ToBeVisibleAsync();
        await CheckAsync(page, "details");
        await page.Keyboard.PressAsync("Escape");
        await page.GoAsync("/?camera=Nobody");
        await Assertions.Expect(page.Page.Locator(".empty")).ToBeVisibleAsync();
        await CheckAsync(page, "nothing");
        await page.GoAsync("/library");
        await Assertions.Expect(page.Library.Locator(".root-row")).ToBeVisibleAsync();
        await CheckAsync(page, "library");
    }

    [Theory]
    [InlineData(1440, false)]
    [InlineData(390, true)]
    public async Task FirstRun_HasNoViolations(int width, bool isDark)
    {
        var library = await OwnAsync(TestLibrary.EmptyAsync(one => Directory.CreateDirectory(Path.Combine(one.User, "Photos"))));
        var page = await OpenAsync(library.Server, setup: new PageSetup { Width = width, IsDark = isDark, IsStill = true });
        await Assertions.Expect(page.Page.Locator(".first-run")).ToBeVisibleAsync();
        await CheckAsync(page, "first run");
        await page.Page.Locator(".first-run").GetByRole(AriaRole.Combobox).FillAsync("~/P");
        await Assertions.Expect(page.Page.Locator(".folder-option").First).ToBeVisibleAsync();
        await CheckAsync(page, "first run with folders");
        await page.Page.ScreenshotAsync(new() { Path = Artifacts.File($"first-{width}-{(isDark ? "dark" : "light")}.png") });
        await PageLayout.AssertAsync(page);
    }

    private static async Task CheckAsync(FoveaPage page, string state)
    {
        var result = await page.Page.RunAxe(Rules);
        var found = result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{state}: {violation.Id} ({violation.Impact}): {violation.Help}\n  {node.Html}\n  {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"));
        if (result.Violations.Length > 0) Assert.Fail(string.Join('\n', found));
    }
}
