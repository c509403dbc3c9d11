using System.Text.RegularExpressions;
using Fovea.Scenes;
using ImageMagick;

namespace Fovea.Page.Tests;

/// <summary>Names and notes in files are strangers' texts: they are shown as text, whatever is in them.</summary>
public sealed class HostileTests(BrowserFixture browser) : PageTest(browser)
{
    private const string Markup = "<img src=x onerror=alert(1)>";
    private const string Script = "'\"&lt;script>alert(2)<";
    private const string RightToLeft = "photo\u202Egpj.exe";

    private static readonly string LongName = string.Concat(Enumerable.Repeat("A very long name that somebody gave to a photo ", 5)).Trim()[..180];

    [Fact]
    public async Task NamesAndNotes_WithMarkupAndOverrides_AreTextEverywhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        var library = await OwnAsync(TestLibrary.IndexedAsync(Write, "--no-index"));
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await Assertions.Expect(page.Cells).ToHaveCountAsync(5);
        for (var i = 0; i < 5; i++)
        {
            await page.Cells.Nth(i).HoverAsync();
            await Assertions.Expect(page.Cells.Nth(i).Locator(".over-folder")).ToBeVisibleAsync();
            await PageLayout.AssertAsync(page);
        }

        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("i");
        for (var i = 0; i < 5; i++)
        {
            await Assertions.Expect(page.Position).ToHaveTextAsync($"{i + 1} of 5");
            await Assertions.Expect(page.Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
            await Assertions.Expect(page.Details.Locator(".details-camera")).ToBeVisibleAsync();
            await PageLayout.AssertAsync(page);
            await page.Keyboard.PressAsync("ArrowRight");
        }

        await page.Keyboard.PressAsync("Escape");
        await page.Page.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".filters-body")).ToContainTextAsync(Markup);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Folders in Pictures" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".folders .folders").First).ToContainTextAsync(Markup);
        await page.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex(Regex.Escape(Markup)) }).First.CheckAsync();
        await Assertions.Expect(page.Chips.First).ToContainTextAsync(Markup);
        await PageLayout.AssertAsync(page);
        await page.Keyboard.PressAsync("Escape");

        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await PageLayout.AssertAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await page.GoAsync("/library");
        await page.Library.GetByText("1 photo could not be read").ClickAsync();
        await Assertions.Expect(page.Library.Locator(".reason-list li")).ToContainTextAsync(Markup);
        await PageLayout.AssertAsync(page);
        Assert.Equal(0, await page.Page.Locator("img[src=x]").CountAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => [...document.scripts].filter((script) => !script.src).length"));
    }

    [Fact]
    public async Task NameThatTurnsRightToLeft_TurnsNothingAroundIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        var library = await OwnAsync(TestLibrary.IndexedAsync(one => Save(Path.Combine(one.Pictures, RightToLeft + ".jpg"), "stars", null), "--no-index"));
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await Assertions.Expect(page.Count).ToContainTextAsync("1 photo ·");
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("i");
        var names = page.Page.Locator(".viewer-caption bdi, .details-name bdi");
        await Assertions.Expect(names).ToHaveCountAsync(2);
        await Assertions.Expect(page.Position).ToHaveTextAsync("1 of 1");
        await Assertions.Expect(page.Page.Locator(".viewer-next")).ToBeHiddenAsync();
    }

    private static void Write(TestLibrary library)
    {
        Save(Path.Combine(library.Pictures, Markup + ".jpg"), "sunset", Markup);
        Save(Path.Combine(library.Pictures, Script + ".jpg"), "boat", Script);
        Save(Path.Combine(library.Pictures, RightToLeft + ".jpg"), "stars", RightToLeft);
        Save(Path.Combine(library.Pictures, Markup, "inside.jpg"), "lake", "javascript:alert(3)");
        Save(Path.Combine(library.Pictures, LongName + ".jpg"), "dunes", LongName);
        File.WriteAllBytes(Path.Combine(library.Pictures, Markup + " broken.jpg"), [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]);
    }

    private static void Save(string path, string motif, string? note)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var image = new MagickImage(ScenePainter.PaintJpeg(motif, 5, 300, 200));
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Make, note ?? "Canon");
        exif.SetValue(ExifTag.Model, note ?? "Canon");
        exif.SetValue(ExifTag.LensModel, note ?? "Lens");
        exif.SetValue(ExifTag.ImageDescription, note ?? "Text");
        exif.SetValue(ExifTag.DateTimeOriginal, "2020:05:06 07:08:09");
        image.SetProfile(exif);
        File.WriteAllBytes(path, image.ToByteArray(MagickFormat.Jpeg));
    }
}
