using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Several photos at once, and what is done with their files. Each test has a library of its own: files move.</summary>
public sealed class SelectionTests(BrowserFixture browser) : PageTest(browser)
{
    private const string OwnTrash = "the recycle bin of Windows is the machine's own, not one in the test's folder";

    [Fact]
    public async Task MouseShiftAndKeyboard_SelectOneManyAndRanges()
    {
        var library = await OwnAsync(SomeAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await page.Cells.Nth(1).HoverAsync();
        await page.Cells.Nth(1).GetByRole(AriaRole.Button, new() { Name = "Select" }).ClickAsync();
        await Assertions.Expect(page.SelectionBar).ToContainTextAsync("1 selected");
        await page.Cells.Nth(4).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.SelectionBar).ToContainTextAsync("4 selected");
        await page.Cells.Nth(2).ClickAsync();
        await Assertions.Expect(page.SelectionBar).ToContainTextAsync("3 selected");
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await Assertions.Expect(page.Page.Locator(".cell[aria-selected=true]")).ToHaveCountAsync(3);

        await page.Cells.Nth(5).FocusAsync();
        await page.Keyboard.PressAsync("Shift+X");
        await Assertions.Expect(page.SelectionBar).ToContainTextAsync("5 selected");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await Assertions.Expect(page.SelectionBar).ToContainTextAsync("9 selected");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.SelectionBar).ToBeHiddenAsync();
        await Assertions.Expect(page.Cells.Nth(5)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Favourite_OfSeveral_StaysAndCanBeFiltered()
    {
        var library = await OwnAsync(SomeAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await page.Cells.Nth(0).ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] });
        await page.Cells.Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] });
        await page.SelectionBar.GetByRole(AriaRole.Button, new() { Name = "Favourite" }).ClickAsync();
        await Assertions.Expect(page.Toast).ToContainTextAsync("2 photos");
        await page.Keyboard.PressAsync("Escape");
        await page.Page.ReloadAsync();
        await page.ReadyAsync();
        await Assertions.Expect(page.Page.Locator(".cell[aria-label*='favourite']")).ToHaveCountAsync(2);

        await page.GoAsync("/?favourite=true");
        await Assertions.Expect(page.Cells).ToHaveCountAsync(2);
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["Favourites"]);
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(page.Page.Locator(".cell[aria-label*='favourite']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task ExportCopies_AsksForAFolder_AndOverwritesNothing()
    {
        var library = await OwnAsync(SomeAsync());
        var target = Directory.CreateDirectory(Path.Combine(library.User, "Copies")).FullName;
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        for (var round = 1; round <= 2; round++)
        {
            await page.Cells.First.FocusAsync();
            await page.Keyboard.PressAsync("ControlOrMeta+a");
            await page.SelectionBar.GetByRole(AriaRole.Button, new() { Name = "Copy to folder" }).ClickAsync();
            var dialog = page.Page.GetByRole(AriaRole.Dialog, new() { NameRegex = new Regex("9") });
            var field = dialog.GetByRole(AriaRole.Combobox);
            await field.FillAsync(target);
            await Assertions.Expect(dialog.Locator(".folder-option")).ToHaveCountAsync(1);
            await field.PressAsync("Escape");
            await field.PressAsync("Enter");
            await Assertions.Expect(dialog).ToBeHiddenAsync();
            await Assertions.Expect(page.Toast).ToContainTextAsync("Copies");
            Assert.Equal(9 * round, Directory.GetFiles(target).Length);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.SelectionBar).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task Trash_IsAskedFor_MovesTheFiles_AndCanBeUndone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OwnTrash);
        var library = await OwnAsync(SomeAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        var before = Directory.GetFiles(library.Pictures, "*.jpg", SearchOption.AllDirectories).Order().ToList();
        await page.Cells.First.ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] });
        await page.Cells.Nth(1).ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] });
        var dialog = page.Page.GetByRole(AriaRole.Alertdialog);

        // Enter alone destroys nothing.
        await page.SelectionBar.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        Assert.Equal(before, Directory.GetFiles(library.Pictures, "*.jpg", SearchOption.AllDirectories).Order());

        await page.SelectionBar.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
        await dialog.Locator(".danger").ClickAsync();
        await Assertions.Expect(page.Toast).ToContainTextAsync("2 photos");
        await Assertions.Expect(page.Cells).ToHaveCountAsync(7);
        await Assertions.Expect(page.SelectionBar).ToBeHiddenAsync();
        Assert.Equal(7, Directory.GetFiles(library.Pictures, "*.jpg", SearchOption.AllDirectories).Length);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Cells).ToHaveCountAsync(9);
        await Assertions.Expect(page.Toast).ToHaveTextAsync("2 photos are back.");
        Assert.Equal(before, Directory.GetFiles(library.Pictures, "*.jpg", SearchOption.AllDirectories).Order());
        await page.PicturesAsync();
    }

    [Fact]
    public async Task TrashInTheViewer_ShowsTheNextPhoto()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), OwnTrash);
        var library = await OwnAsync(SomeAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        var second = await FoveaPage.IdOfAsync(page.Cells.Nth(1));
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("Delete");
        await page.Page.GetByRole(AriaRole.Alertdialog).Locator(".danger").ClickAsync();
        await Assertions.Expect(page.Position).ToHaveTextAsync("1 of 8");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex($"photo={second}$"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Cells).ToHaveCountAsync(9);
    }

    private static Task<TestLibrary> SomeAsync() => TestLibrary.IndexedAsync(
        library => Assert.Equal(9, Painted.Write(library.Pictures, photo => photo.Path.StartsWith("2022", StringComparison.Ordinal) || photo.Path.StartsWith("2019/Iceland/IMG_1889", StringComparison.Ordinal)).Count), "--no-index");
}
