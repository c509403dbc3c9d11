using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Back, forward, reload, and links between a person's own tabs.</summary>
public sealed class HistoryTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    [Fact]
    public async Task BackAndForward_ReturnToQueryFiltersAndPlace()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, setup: new PageSetup { Height = 500 });
        await page.ReadyAsync();
        await page.Page.Mouse.WheelAsync(0, 900);
        await page.Page.WaitForFunctionAsync("() => scrollY === 900");
        await page.Keyboard.PressAsync("/");
        Assert.Equal(900, await page.ScrollAsync());
        var answer = await page.SearchAsync("mountains");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("q=mountains"));
        Assert.Equal(0, await page.ScrollAsync());

        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Painted.Count} photos");
        await Assertions.Expect(page.Box).ToHaveValueAsync(string.Empty);
        await page.Page.WaitForFunctionAsync("() => Math.abs(scrollY - 900) <= 1");

        await page.Page.GoForwardAsync();
        await Assertions.Expect(page.Box).ToHaveValueAsync("mountains");
        await page.ShowsAsync(answer);
    }

    [Fact]
    public async Task TypedWords_AreOneStepInTheHistory()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.SearchAsync("sun");
        await page.SearchAsync("sunset");
        await page.SearchAsync("sunset over the sea");
        await page.Keyboard.PressAsync("Enter");
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(page.Server.Address.ToString());
        await Assertions.Expect(page.Box).ToHaveValueAsync(string.Empty);
    }

    [Fact]
    public async Task Reload_KeepsQueryFiltersAndPlace()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, "/?shape=landscape&from=2014", new PageSetup { Height = 500 });
        await page.ReadyAsync();
        await page.Page.Mouse.WheelAsync(0, 600);
        await page.Page.WaitForFunctionAsync("() => scrollY === 600 && history.state?.fovea?.anchor");
        await page.Page.ReloadAsync();
        await page.ReadyAsync();
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["since 2014", "Landscape"]);
        await page.Page.WaitForFunctionAsync("() => Math.abs(scrollY - 600) <= 1");
    }

    [Fact]
    public async Task Link_InAnotherTabOfTheSameBrowser_ShowsTheSame()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.SearchAsync("hot air balloon");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
        var caption = await page.Page.Locator(".viewer-caption").InnerTextAsync();

        var other = await OpenTabAsync(page, page.Address);
        await Assertions.Expect(other.Page.Locator(".viewer-caption")).ToHaveTextAsync(caption);
        await other.Keyboard.PressAsync("Escape");
        await Assertions.Expect(other.Box).ToHaveValueAsync("hot air balloon");
        Assert.Equal(await page.FirstIdAsync(), await other.FirstIdAsync());
    }

    [Fact]
    public async Task AddressWithTheKey_IsCleanedAtOnce()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        Assert.Equal(page.Server.Address.ToString(), page.Page.Url);
        Assert.Equal(string.Empty, await page.Page.EvaluateAsync<string>("() => document.cookie"));
    }

    [Fact]
    public async Task BrowserWithoutTheKey_SeesWhereToFindIt()
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        page.Watch.Expect(" 401", "status of 401");
        await page.Page.Context.ClearCookiesAsync();
        await page.GoAsync("/");
        await Assertions.Expect(page.Page.Locator("body")).ToContainTextAsync("fovea serve");
        await Assertions.Expect(page.Cells).ToHaveCountAsync(0);
    }
}
