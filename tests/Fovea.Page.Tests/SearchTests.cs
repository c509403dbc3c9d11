using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Words in the box, and what comes of them.</summary>
public sealed class SearchTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    [Fact]
    public async Task Typing_AfterAShortPause_ShowsTheAnswerWithCountsAndTime()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Box.FocusAsync();

        var answer = await page.Page.RunAndWaitForResponseAsync(() => page.Box.PressSequentiallyAsync("hot air balloon"), FoveaPage.IsAnswerTo("hot air balloon"));
        await page.ShowsAsync((await answer.JsonAsync())!.Value);

        await Assertions.Expect(page.Count).ToHaveTextAsync(new Regex($@"^\d+ (strong|possible)( · \d+ possible)? of {Painted.Count} · [\d.,]+ ms$"));
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?q=hot\+air\+balloon$"));
        await Assertions.Expect(page.Page).ToHaveTitleAsync("hot air balloon – Fovea");
        await Assertions.Expect(page.Page.Locator("#announcer")).ToHaveTextAsync(new Regex($"of {Painted.Count}"));
    }

    [Fact]
    public async Task Suggestions_WhileTyping_LeavePhotosAndCountInView()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Box.ClickAsync();
        await page.SearchAsync("lighthouse");

        var offered = page.Page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" });
        await Assertions.Expect(offered.GetByRole(AriaRole.Option)).ToHaveTextAsync(["Also look for “lighthouse”", "Less of “lighthouse”"]);
        var (list, photo, count) = ((await offered.BoundingBoxAsync())!, (await page.Cells.First.BoundingBoxAsync())!, (await page.Count.BoundingBoxAsync())!);
        Assert.InRange(list.Y + list.Height, 0, photo.Y + (photo.Height / 10));
        Assert.InRange(count.X + count.Width, 0, list.X);
    }

    [Fact]
    public async Task NothingStandsOut_TheNearestAreShownAndSaidToBeWeaker()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.SearchAsync("elephant");

        await Assertions.Expect(page.Headings).ToHaveTextAsync(["Nothing strong. 40 weaker matches below."]);
        await Assertions.Expect(page.Page.Locator(".below")).ToContainTextAsync("a photo of elephant");
        await page.DoAndAwaitSearchAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = $"Show {Painted.Count - 40} weaker matches" }).ClickAsync());
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Painted.Count} weaker");
    }

    [Fact]
    public async Task EarlierAnswer_ComingLater_IsNotShown()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var release = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await page.Page.RouteAsync(new Regex(@"/search\?q=coffee&"), async route =>
        {
            // The page gives up the older request; a proxy between would still answer it, and late.
            arrived.TrySetResult();
            await release.Task;
            await route.ContinueAsync();
        });

        await page.Box.FillAsync("coffee");
        await arrived.Task;
        var newer = await page.SearchAsync("lighthouse");
        release.SetResult();
        await page.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });

        // Another search goes all the way round: what was late has arrived by then.
        await page.Page.EvaluateAsync("() => fetch('/api/v1/session')");
        await page.ShowsAsync(newer);
        await Assertions.Expect(page.Page).ToHaveTitleAsync("lighthouse – Fovea");
    }

    [Fact]
    public async Task Enter_BeforeThePause_SearchesAtOnceAndIsRemembered()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Box.FocusAsync();
        var answer = await page.DoAndAwaitSearchAsync(async () =>
        {
            await page.Box.FillAsync("a red flower");
            await page.Keyboard.PressAsync("Enter");
        });
        await page.ShowsAsync(answer);
        await Assertions.Expect(page.Page.Locator("#suggestions")).ToBeHiddenAsync();

        await page.DoAndAwaitSearchAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the words" }).ClickAsync());
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Painted.Count} photos");
        await Assertions.Expect(page.Box).ToBeFocusedAsync();
        await page.Box.ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Option, new() { Name = "a red flower" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Escape_InTheBox_ClosesTheSuggestionsThenClearsTheWords()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.SearchAsync("sunset");
        await Assertions.Expect(page.Page.Locator("#suggestions")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("#suggestions")).ToBeHiddenAsync();
        await Assertions.Expect(page.Box).ToHaveValueAsync("sunset");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Box).ToHaveValueAsync(string.Empty);
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Painted.Count} photos");
    }

    [Fact]
    public async Task Example_ChosenWithTheArrowKeys_IsSearched()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Box.ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Box).ToHaveAttributeAsync("aria-activedescendant", "suggestion-0");
        var answer = await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("Enter"));

        await page.ShowsAsync(answer);
        await Assertions.Expect(page.Box).ToHaveValueAsync("rainy street at night");
    }

    [Fact]
    public async Task StrongAndPossible_AreApart_AndWeakOnesComeOnRequest()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        var answer = await page.SearchAsync("sunset over the sea");
        var counts = answer.GetProperty("counts");
        Assert.True(counts.GetProperty("strong").GetInt32() > 0);
        Assert.True(counts.GetProperty("possible").GetInt32() > 0);
        Assert.Equal("strong", answer.GetProperty("items")[0].GetProperty("strength").GetString());
        await Assertions.Expect(page.Headings).ToHaveTextAsync([new Regex(@"^\d+ possible match(es)?$")]);

        await page.Page.SetViewportSizeAsync(700, 500);
        var more = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Show \\d+ weaker match") });
        await more.ScrollIntoViewIfNeededAsync();
        await page.Page.WaitForFunctionAsync("() => scrollY > 0 && history.state?.fovea?.anchor");
        var before = await page.ScrollAsync();
        await more.ClickAsync();
        await Assertions.Expect(page.Headings.Last).ToHaveTextAsync(new Regex(@"^\d+ weaker match(es)?$"));
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("weak=true"));
        Assert.Equal(before, await page.ScrollAsync(), 2.0);
        await page.Keyboard.PressAsync("Escape");
        await page.Page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Page.Locator($"#photos .cell[aria-label*='weaker match']").Last).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Count_Pressed_SaysWhatWasSearched()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.SearchAsync("forest");
        await page.Keyboard.PressAsync("Escape");
        await page.Count.ClickAsync();

        var facts = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "What was searched" });
        await Assertions.Expect(facts).ToBeVisibleAsync();
        await Assertions.Expect(facts).ToContainTextAsync($"Searched{Painted.Count}");
        await Assertions.Expect(facts).ToContainTextAsync("Comparing photos");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(facts).ToBeHiddenAsync();
        await Assertions.Expect(page.Count).ToBeFocusedAsync();
    }

    [Fact]
    public async Task NothingFound_SaysWhatToTry_AndLeadsBack()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, "/?q=lighthouse&camera=Nobody");
        var empty = page.Page.Locator(".empty");
        await Assertions.Expect(empty.GetByRole(AriaRole.Heading)).ToHaveTextAsync("No photo passes these filters");
        await empty.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?q=lighthouse$"));
        await Assertions.Expect(empty).ToBeHiddenAsync();
    }

    [Fact]
    public async Task WordsWithMarkup_AreWords()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        const string words = "<img src=x onerror=alert(1)> & \"quoted\" 'x'";
        await page.Box.FillAsync(words);
        await Assertions.Expect(page.Page).ToHaveTitleAsync($"{words} – Fovea");
        await page.Keyboard.PressAsync("Enter");
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Box).ToHaveValueAsync(words);
        await Assertions.Expect(page.Page.Locator("img[src=x]")).ToHaveCountAsync(0);
    }
}
