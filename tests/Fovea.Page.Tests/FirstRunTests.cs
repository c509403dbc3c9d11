using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>A new person: nothing is there, a folder is named, its photos come.</summary>
public sealed class FirstRunTests(BrowserFixture browser) : PageTest(browser)
{
    [Fact]
    public async Task EmptyLibrary_FolderCompletedByKeyboard_ItsPhotosAppearAndAreFound()
    {
        var library = await OwnAsync(TestLibrary.EmptyAsync(one => Painted.Write(one.Pictures)));
        var page = await OpenAsync(library.Server);
        var first = page.Page.Locator(".first-run");
        await Assertions.Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Describe a photo, and Fovea finds it." })).ToBeVisibleAsync();
        await Assertions.Expect(page.Cells).ToHaveCountAsync(0);
        await PageLayout.AssertAsync(page);

        // Typed as far as "Pic", the rest is chosen with the arrow keys.
        var field = first.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync("~/Pic");
        await Assertions.Expect(first.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(first.GetByRole(AriaRole.Option)).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync(new Regex("Pictures[/\\\\]$"));
        await Assertions.Expect(first.GetByRole(AriaRole.Option, new() { Name = "2012" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(first.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");

        // Photos of a run that is not over yet are there already, and are not the last ones.
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Painted.Count} photos");
        await Assertions.Expect(first).ToBeHiddenAsync();

        await page.SearchAsync("lighthouse");
        await Assertions.Expect(page.Count).ToContainTextAsync($"of {Painted.Count}");
    }

    [Fact]
    public async Task FolderThatIsNotThere_IsSaidBesideTheField_AndTheTypedTextStays()
    {
        var library = await OwnAsync(TestLibrary.EmptyAsync(_ => { }));
        var page = await OpenAsync(library.Server);
        page.Watch.Expect("/library/roots", "status of 4");
        var field = page.Page.Locator(".first-run").GetByRole(AriaRole.Combobox);
        await field.FillAsync(Path.Combine(library.User, "no such folder"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await Assertions.Expect(page.Page.Locator(".field-error")).ToContainTextAsync("no such folder");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync(new Regex("no such folder$"));
    }

    [Fact]
    public async Task Indexing_WhileItRuns_ShowsALineWithProgressAndPhotosAppear()
    {
        // Many copies with another byte at the end: as many photos, none of them painted anew.
        var library = await OwnAsync(TestLibrary.EmptyAsync(one =>
        {
            Painted.Write(one.Pictures);
            Copies.Write(one.Pictures, Path.Combine(one.Pictures, "more"), 6);
        }));
        var page = await OpenAsync(library.Server, "/");
        await page.Page.Locator(".first-run").GetByRole(AriaRole.Combobox).FillAsync(library.Pictures);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");

        var line = page.Page.Locator(".index-line");
        await Assertions.Expect(line).ToBeVisibleAsync();
        await Assertions.Expect(line).ToContainTextAsync(new Regex(@"\d+ of [\d,]+ photos"));
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();
        await page.SearchAsync("sunset");
        await PageLayout.AssertAsync(page);
        await Assertions.Expect(line).ToBeHiddenAsync(new() { Timeout = 120_000 });
        await page.Box.FillAsync(string.Empty);
        await Assertions.Expect(page.Count).ToContainTextAsync($"{7 * Painted.Count:N0} photos", new() { Timeout = 30_000 });
    }
}
