using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Photos, pictures and words that are added to a search and taken from it.</summary>
public sealed class TermTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    [Fact]
    public async Task Similar_FromThePhotoUnderThePointer_ShowsPhotosLikeIt()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var id = await FoveaPage.IdOfAsync(page.Cells.Nth(3));
        await page.Cells.Nth(3).HoverAsync();
        var answer = await page.DoAndAwaitSearchAsync(() => page.Cells.Nth(3).GetByRole(AriaRole.Button, new() { Name = "Similar photos" }).ClickAsync());

        await page.ShowsAsync(answer);
        Assert.DoesNotContain(id, answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
        await Assertions.Expect(page.Chips).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator(".chip-picture")).ToHaveAttributeAsync("src", new Regex($"/photos/{id}/"));
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"term=1,photo:{id}$"));
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
    }

    [Fact]
    public async Task SimilarInTheViewer_LeavesItForTheAnswer_AndBackReturnsToThePhoto()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.OpenPhotoAsync(1);
        var answer = await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("s"));
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await page.ShowsAsync(answer);

        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Viewer).ToBeVisibleAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Painted.Count} photos");
    }

    [Fact]
    public async Task MoreAndLessLikeThis_ByKey_AddChipsThatChangeTheOrder()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.SearchAsync("night");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Cells.First).ToBeFocusedAsync();
        var id = await page.FirstIdAsync();
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("+"));
        await Assertions.Expect(page.Chips).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($@"term=0\.5,photo:{id}"));

        await Assertions.Expect(page.Page.Locator("#photos .cell:focus")).ToHaveCountAsync(1);
        var other = await FoveaPage.IdOfAsync(page.Page.Locator("#photos .cell:focus"));
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("-"));
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(other == id ? "q=night$" : $@"term=-0\.5,photo:{other}"));
    }

    [Fact]
    public async Task Chip_PressedWithTheKeyboard_ChangesItsWeight()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, "/?q=sunset&term=0.5,text:boat");
        await page.ReadyAsync();
        await Assertions.Expect(page.Chips.First).ToContainTextAsync("+boat");
        await Assertions.Expect(page.Chips.First).ToContainTextAsync("×0.5");
        await page.Page.Locator(".chip-main").FocusAsync();
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("ArrowUp"));
        await Assertions.Expect(page.Chips.First).ToContainTextAsync("×0.75");
        await Assertions.Expect(page.Page.Locator(".chip-main")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        var panel = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Weight" });
        await Assertions.Expect(panel.GetByRole(AriaRole.Slider)).ToBeFocusedAsync();
        var (chip, under) = ((await page.Chips.First.BoundingBoxAsync())!, (await panel.BoundingBoxAsync())!);
        Assert.InRange(under.Y, chip.Y + chip.Height - 1, chip.Y + chip.Height + 16);
        Assert.True(under.X <= chip.X + chip.Width && under.X + under.Width >= chip.X, "the panel stands beside its chip");
        await page.DoAndAwaitSearchAsync(() => page.Keyboard.PressAsync("Home"));
        await Assertions.Expect(page.Chips.First).ToContainTextAsync("−boat");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(panel).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator(".chip-main")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Chips).ToHaveCountAsync(0);
        await Assertions.Expect(page.Box).ToBeFocusedAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?q=sunset$"));
    }

    [Fact]
    public async Task Suggestion_LessOfTheWords_BecomesAChipWithAMinus()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        await page.SearchAsync("lighthouse");
        var answer = await page.DoAndAwaitSearchAsync(() => page.Page.GetByRole(AriaRole.Option, new() { Name = "Less of “lighthouse”" }).ClickAsync());
        await page.ShowsAsync(answer);
        await Assertions.Expect(page.Box).ToHaveValueAsync(string.Empty);
        await Assertions.Expect(page.Chips.First).ToContainTextAsync("−lighthouse");
        await page.Chips.First.GetByRole(AriaRole.Button, new() { Name = "Remove lighthouse" }).ClickAsync();
        await Assertions.Expect(page.Chips).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task PictureDropped_IsSearchedBy()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var answer = await page.DoAndAwaitSearchAsync(() => GiveAsync(page, "drop", Painted.Other("balloons")));

        await page.ShowsAsync(answer);
        await Assertions.Expect(page.Page.Locator(".drop")).ToBeHiddenAsync();
        await Assertions.Expect(page.Chips).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator(".chip-picture")).ToBeVisibleAsync();
        Assert.True(answer.GetProperty("isRanked").GetBoolean());
    }

    [Fact]
    public async Task PicturePasted_IsSearchedBy()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var answer = await page.DoAndAwaitSearchAsync(() => GiveAsync(page, "paste", Painted.Bytes("2012/Provence/IMG_1204.jpg")));
        await page.ShowsAsync(answer);

        // The picture is one of the library's own, so that one is the best match.
        Assert.EndsWith("IMG_1204.jpg", answer.GetProperty("items")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("term=1,picture:"));
    }

    [Fact]
    public async Task FileThatIsNoPicture_IsRefusedWithAReason()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        page.Watch.Expect("/api/v1/pictures", "status of 4");
        await GiveAsync(page, "drop", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
        await Assertions.Expect(page.Toast).Not.ToBeEmptyAsync();
        await Assertions.Expect(page.Chips).ToHaveCountAsync(0);
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PictureChosenWithTheButton_IsSearchedBy()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.ReadyAsync();
        var chooser = await page.Page.RunAndWaitForFileChooserAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Search by a picture" }).ClickAsync());
        var answer = await page.DoAndAwaitSearchAsync(() => chooser.SetFilesAsync(new FilePayload { Name = "mine.jpg", MimeType = "image/jpeg", Buffer = Painted.Other("dunes") }));
        await page.ShowsAsync(answer);
        await Assertions.Expect(page.Chips).ToHaveCountAsync(1);
    }

    /// <summary>What the browser tells the page when a person drops or pastes a file.</summary>
    private static Task<JsonElement?> GiveAsync(FoveaPage page, string how, byte[] bytes) => page.Page.EvaluateAsync(
        """
        ([how, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], 'mine.jpg', { type: 'image/jpeg' }));
          const options = { bubbles: true, cancelable: true };
          if (how === 'paste') document.body.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
          else for (const name of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(name, { ...options, dataTransfer: data }));
        }
        """,
        new[] { how, Convert.ToBase64String(bytes) });
}
