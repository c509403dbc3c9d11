using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>The page at /library: folders, progress, failures, drives that are away.</summary>
public sealed class LibraryPageTests(BrowserFixture browser) : PageTest(browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Long = new() { Timeout = 60_000 };

    [Fact]
    public async Task Folders_AreAddedCountedAndRemoved_AndFilesStay()
    {
        var library = await OwnAsync(TestLibrary.IndexedAsync(one =>
        {
            Painted.Write(one.Pictures, photo => photo.Path.StartsWith("2019", StringComparison.Ordinal));
            Painted.Write(Path.Combine(one.User, "Other"), photo => photo.Path.StartsWith("2021", StringComparison.Ordinal));
        }));
        var page = await OpenAsync(library.Server, "/library");
        var rows = page.Library.Locator(".root-row");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows).ToContainTextAsync("9 photos");
        await Assertions.Expect(page.Library).ToContainTextAsync("Starter model");
        await Assertions.Expect(page.Library.Locator(".about-fact").Filter(new() { HasText = "Sent to the network" })).ToContainTextAsync("0 bytes");

        var field = page.Library.GetByRole(AriaRole.Combobox, new() { Name = "Add a folder" });
        await field.FillAsync("~/Oth");
        await Assertions.Expect(page.Library.Locator(".folder-option")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync(new Regex("Other[/\\\\]$"));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Toast).ToContainTextAsync("Other was added");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        var other = rows.Filter(new() { HasText = "Other" });
        await Assertions.Expect(other).ToContainTextAsync("4 photos");

        await other.GetByRole(AriaRole.Button, new() { Name = "Remove Other" }).ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Alertdialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Your files are not touched.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove folder" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(library.User, "Other"), "*.jpg", SearchOption.AllDirectories).Length);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Count).ToContainTextAsync("9 photos");
    }

    [Fact]
    public async Task Indexing_IsPausedAndGoesOn()
    {
        var library = await OwnAsync(TestLibrary.EmptyAsync(one =>
        {
            Painted.Write(one.Pictures, photo => photo.Path.StartsWith("2019", StringComparison.Ordinal));
            Copies.Write(one.Pictures, Path.Combine(one.Pictures, "more"), 60);
        }));
        var page = await OpenAsync(library.Server, "/library");
        await page.Library.GetByRole(AriaRole.Combobox, new() { Name = "Add a folder" }).FillAsync(library.Pictures);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
        await page.Library.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var words = page.Library.Locator(".progress-words");
        await Assertions.Expect(words).ToHaveTextAsync(new Regex("^Paused"));
        var go = page.Library.GetByRole(AriaRole.Button, new() { Name = "Go on" });
        await Assertions.Expect(go).ToBeFocusedAsync();

        await go.ClickAsync();
        await Assertions.Expect(words).ToHaveTextAsync(new Regex(@"^\d+ of 549 photos$"));
        await Assertions.Expect(page.Library.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Assertions.Expect(page.Library.Locator(".progress-last")).ToContainTextAsync("549 new", new() { Timeout = 90_000 });
        await Assertions.Expect(page.Library.Locator(".root-row")).ToContainTextAsync("549 photos");
    }

    [Fact]
    public async Task UnreadablePhotos_AreNamedWithTheReason_AndTriedAgain()
    {
        var library = await OwnAsync(TestLibrary.IndexedAsync(
            one =>
            {
                Painted.Write(one.Pictures, photo => photo.Path.StartsWith("2021", StringComparison.Ordinal));
                File.WriteAllBytes(Path.Combine(one.Pictures, "cut off.jpg"), File.ReadAllBytes(Directory.GetFiles(one.Pictures, "*.jpg", SearchOption.AllDirectories)[0])[..300]);
            }));
        var page = await OpenAsync(library.Server, "/library");
        await Assertions.Expect(page.Library.Locator(".root-row")).ToContainTextAsync("1 could not be read");
        await page.Library.GetByText("1 photo could not be read").ClickAsync();
        var failure = page.Library.Locator(".reason-list li");
        await Assertions.Expect(failure).ToHaveCountAsync(1);
        await Assertions.Expect(failure.Locator("bdi")).ToContainTextAsync("cut off.jpg");
        await Assertions.Expect(failure.Locator(".meta")).Not.ToBeEmptyAsync();

        // Mended without a trace: same size and time are no reason to look again, the person's word is.
        File.WriteAllBytes(Path.Combine(library.Pictures, "cut off.jpg"), Painted.Other("stars"));
        await page.Library.GetByRole(AriaRole.Button, new() { Name = "Try them again" }).ClickAsync();
        await Assertions.Expect(page.Library.Locator(".root-row")).ToContainTextAsync("5 photos");
        await Assertions.Expect(page.Library.Locator(".failures")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task FolderThatIsAway_IsMarked_AndItsPhotosStaySearchable()
    {
        var library = await OwnAsync(TestLibrary.IndexedAsync(one => Painted.Write(one.Pictures, photo => photo.Path.StartsWith("2024", StringComparison.Ordinal))));
        var page = await OpenAsync(library.Server, "/library");
        var row = page.Library.Locator(".root-row");
        await Assertions.Expect(row).ToContainTextAsync("9 photos");
        Directory.Move(library.Pictures, library.Pictures + " (unplugged)");
        await row.GetByRole(AriaRole.Button, new() { Name = "Check for changes" }).ClickAsync();
        await Assertions.Expect(row.GetByText("This drive is away. Its photos stay searchable.")).ToBeVisibleAsync(Long);

        await page.Keyboard.PressAsync("Escape");
        await page.SearchAsync("lighthouse");
        await Assertions.Expect(page.Cells.First).ToContainClassAsync("offline");
        await page.Keyboard.PressAsync("Escape");
        await page.PicturesAsync();
        await page.Cells.First.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".viewer-note")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.GoAsync("/?offline=true");
        await Assertions.Expect(page.Count).ToContainTextAsync("9 photos");
        await Assertions.Expect(page.Chips).ToHaveTextAsync(["On a drive that is away"]);

        Directory.Move(library.Pictures + " (unplugged)", library.Pictures);
        await page.GoAsync("/library");
        await row.GetByRole(AriaRole.Button, new() { Name = "Check for changes" }).ClickAsync();
        await Assertions.Expect(row.GetByText("This drive is away")).ToBeHiddenAsync();
        await page.GoAsync("/");
        await Assertions.Expect(page.Page.Locator(".cell.offline")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Theme_ChosenOnThePage_StaysAfterAReload()
    {
        var library = await OwnAsync(TestLibrary.IndexedAsync(one => Painted.Write(one.Pictures, photo => photo.Path.StartsWith("2018", StringComparison.Ordinal)), "--no-index"));
        var page = await OpenAsync(library.Server, "/library");
        await page.Page.GetByLabel("Colours").SelectOptionAsync("dark");
        var dark = await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Library).ToBeVisibleAsync();
        Assert.Equal("rgb(19, 20, 22)", dark);
        Assert.Equal(dark, await page.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));

        await page.Page.GetByLabel("Language").SelectOptionAsync("de");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Bibliothek" })).ToBeVisibleAsync();
    }
}
