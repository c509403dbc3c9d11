using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Everything without a mouse, and always a sign of where one is.</summary>
public sealed class KeyboardTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    /// <summary>What has the focus, and what shows it: an outline, a ring, a border or a box around that changes with the focus.</summary>
    private const string FocusSign = """
        () => {
          const node = document.activeElement;
          if (!node || node === document.body) return 'lost: the focus is nowhere';
          if (!node.checkVisibility()) return `hidden: ${node.outerHTML.slice(0, 80)}`;
          const box = node.getBoundingClientRect();
          if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return `outside: ${node.outerHTML.slice(0, 80)}`;
          const seen = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\)|transparent/.test(style.outlineColor)) || (style.boxShadow !== 'none' && /\s[2-9]px/.test(style.boxShadow)) || (style.boxShadow !== 'none' && style.borderColor.includes('(35, 85, 207)'));
          for (let at = node; at && at !== document.body; at = at.parentElement) {
            if (seen(getComputedStyle(at))) return '';
            if (at.matches('.search')) break;
          }
          return `no sign: ${node.outerHTML.slice(0, 120)}`;
        }
        """;

    [Fact]
    public async Task TabStops_FromTheFirstToAPhoto_AreVisibleAndInOrder()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var stops = new List<string>();
        for (var i = 0; i < 12 && (stops.Count == 0 || stops[^1] != "cell"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            await AssertFocusAsync(page);
            stops.Add(await page.Page.EvaluateAsync<string>("() => document.activeElement.classList[0] ?? document.activeElement.id"));
            await page.Keyboard.PressAsync("Escape");
        }

        Assert.Equal(["skip", "brand", "search-input", "icon-button", "button", "icon-button", "count", "timeline-track", "cell"], stops);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Viewer).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SkipLink_LeadsToThePhotos()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Cells.First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Arrows_MoveAmongPhotosByWhereTheyStand()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Box).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("ArrowDown");
        await AssertFocusAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        var upper = await FocusedBoxAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await AssertFocusAsync(page);
        var lower = await FocusedBoxAsync(page);
        Assert.True(lower.Y >= upper.Y + upper.Height);
        Assert.True(lower.X < upper.X + upper.Width && lower.X + lower.Width > upper.X, "The photo below stands below.");
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(upper.X, (await FocusedBoxAsync(page)).X, 1f);

        await page.Keyboard.PressAsync("End");
        await AssertFocusAsync(page);
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.Cells.First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task QuestionMark_OpensAllKeys_ThoseOfTheOpenPhotoToo()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("?");
        var sheet = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await AssertFocusAsync(page);
        await Assertions.Expect(sheet.GetByText("Zoom in and out")).ToBeVisibleAsync();
        await Assertions.Expect(sheet.GetByText("Move to trash").First).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("folder");
        await Assertions.Expect(sheet.GetByText("Zoom in and out")).ToBeHiddenAsync();
        await Assertions.Expect(sheet.GetByText("Show in folder").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        if (await sheet.IsVisibleAsync()) await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await Assertions.Expect(page.Cells.First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task FocusInTheViewer_StaysInside_AndComesBack()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Details.Locator(".details-list")).ToBeVisibleAsync();
        for (var i = 0; i < 24; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var where = await page.Page.EvaluateAsync<string>("() => document.activeElement === document.body ? 'browser' : document.activeElement.closest('dialog.viewer') ? 'viewer' : document.activeElement.outerHTML.slice(0, 80)");
            Assert.Contains(where, (string[])["viewer", "browser"]);
            if (where == "viewer") await AssertFocusAsync(page);
        }

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Cells.Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Focus_WhenPhotosBelowItChange_IsNeverLost()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, "/?q=boat&shape=landscape");
        await page.ReadyAsync();
        await page.Page.Locator(".chip-close").FocusAsync();
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("Enter"));
        await Assertions.Expect(page.Chips).ToHaveCountAsync(0);
        await AssertFocusAsync(page);

        var more = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("weaker match") });
        await more.FocusAsync();
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("Enter"));
        await Assertions.Expect(page.Headings.Last).ToContainTextAsync("weaker");
        await AssertFocusAsync(page);
    }

    [Fact]
    public async Task LettersSwitchedOff_DoNothing()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("?");
        await page.Page.GetByLabel("Keys of a single letter work").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Cells.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.SelectionBar).ToBeHiddenAsync();
        await Assertions.Expect(page.Cells.First).ToBeFocusedAsync();
    }

    private static async Task AssertFocusAsync(FoveaPage page) => Assert.Equal(string.Empty, await page.Page.EvaluateAsync<string>(FocusSign));

    private static async Task<LocatorBoundingBoxResult> FocusedBoxAsync(FoveaPage page) => (await page.Page.Locator("#photos .cell:focus").BoundingBoxAsync())!;
}
