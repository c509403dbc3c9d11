using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>What photos are asked for besides the words.</summary>
public sealed class FilterTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    [Fact]
    public async Task Panel_EachChoice_NarrowsAtOnceAndBecomesAChip()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var panel = await OpenPanelAsync(page);

        var camera = panel.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Canon EOS 6D") });
        var answer = await page.DoAndAwaitSearchAsync(() => camera.CheckAsync());
        var canon = answer.GetProperty("counts").GetProperty("total").GetInt32();
        Assert.InRange(canon, 1, Painted.Count - 1);
        await Assertions.Expect(page.Count).ToContainTextAsync($"{canon} of {Painted.Count} photos");
        await Assertions.Expect(panel).ToBeVisibleAsync();

        answer = await page.DoAndAwaitSearchAsync(() => panel.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Landscape") }).CheckAsync());
        Assert.True(answer.GetProperty("counts").GetProperty("total").GetInt32() < canon);
        foreach (var item in answer.GetProperty("items").EnumerateArray()) Assert.True(item.GetProperty("width").GetInt32() > item.GetProperty("height").GetInt32());
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["Canon EOS 6D", "Landscape"]);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter, 2 on" })).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Assertions.Expect(page.Chips).ToHaveCountAsync(0);
        await Assertions.Expect(camera).Not.ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator(".filter-button")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Dates_TypedOrChosen_AreInclusiveAndSaidInWords()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var panel = await OpenPanelAsync(page);
        var answer = await page.DoAndAwaitSearchAsync(() => panel.GetByRole(AriaRole.Button, new() { Name = "2019" }).ClickAsync());
        var year = answer.GetProperty("counts").GetProperty("total").GetInt32();
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["2019"]);
        foreach (var item in answer.GetProperty("items").EnumerateArray()) Assert.StartsWith("2019", item.GetProperty("taken").GetString(), StringComparison.Ordinal);

        await panel.GetByLabel("From").FillAsync("2019-02");
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("Tab"));
        await panel.GetByLabel("To, included").FillAsync("2.2019");
        answer = await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("Tab"));
        Assert.InRange(answer.GetProperty("counts").GetProperty("total").GetInt32(), 1, year - 1);
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["February 2019"]);

        await panel.GetByLabel("From").FillAsync("yesterday");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(panel.GetByLabel("From")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["February 2019"]);
    }

    [Fact]
    public async Task Folder_OpenedInTheTree_HoldsOnlyItsPhotos()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var panel = await OpenPanelAsync(page);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Folders in Pictures" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Folders in 2022" }).ClickAsync();
        var answer = await page.DoAndAwaitSearchAsync(() => panel.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Cappadocia") }).CheckAsync());
        Assert.Equal(4, answer.GetProperty("counts").GetProperty("total").GetInt32());
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["Cappadocia"]);
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["Cappadocia"]);
        await Assertions.Expect(page.Count).ToContainTextAsync($"4 of {Painted.Count} photos");
    }

    [Fact]
    public async Task TypedFolderName_IsOfferedAsAFilter()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Box.ClickAsync();
        await page.SearchAsync("fujifilm");
        var option = page.Page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex("FUJIFILM X-T3") });
        await page.DoAndAwaitSearchAsync(() => option.ClickAsync());
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["FUJIFILM X-T3"]);
        await Assertions.Expect(page.Box).ToHaveValueAsync(string.Empty);
    }

    [Fact]
    public async Task AllInThisFolder_FromTheCaption_ShowsThatFolder()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.Cells.Nth(4).HoverAsync();
        var folder = page.Cells.Nth(4).Locator(".over-folder");
        await Assertions.Expect(folder).ToHaveTextAsync(new Regex("Lakes"));
        await page.DoAndAwaitSearchAsync(() => folder.ClickAsync());
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["Lakes"]);
        await Assertions.Expect(page.Cells).ToHaveCountAsync(5);
    }

    private static async Task<ILocator> OpenPanelAsync(FoveaPage page)
    {
        await page.Page.Locator(".filter-button").ClickAsync();
        var panel = page.Page.Locator(".pop.filters");
        await Assertions.Expect(panel.Locator(".filters-body")).ToBeVisibleAsync();
        return panel;
    }
}
