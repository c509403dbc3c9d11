using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Every state in every language: no key without words, no English left over.</summary>
public sealed partial class LanguageTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    /// <summary>All that is written or said on the page: text, labels, titles, placeholders.</summary>
    private const string AllWords = """
        () => {
          const words = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
          for (let node = walk.currentNode; node; node = walk.nextNode()) {
            if (node.nodeType === 3) { if (!node.parentElement.closest('script, noscript')) words.push(node.data); }
            else for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt']) if (node.hasAttribute(name)) words.push(node.getAttribute(name));
          }
          return words.map((one) => one.trim()).filter(Boolean);
        }
        """;

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public async Task EveryState_SpeaksTheLanguage(string locale)
    {
        var library = await shared.GetAsync();
        var page = await OpenAsync(library.Server, setup: new PageSetup { Locale = locale });
        var (keys, english) = ReadTexts(locale[..2]);
        await page.ReadyAsync();
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", locale == "zh-CN" ? "zh-Hans" : locale[..2]);
        await page.Cells.Nth(2).HoverAsync();
        await CheckAsync(page, keys, english);
        await page.Box.ClickAsync();
        await CheckAsync(page, keys, english);
        await page.SearchAsync("sunset over the sea");
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("Escape");
        await page.Count.ClickAsync();
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("Escape");
        await page.Page.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".filters-body")).ToBeVisibleAsync();
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("Escape");

        await page.GoAsync("/?q=sunset&term=-0.5,text:people&from=2012-05&before=2025&shape=landscape&favourite=true");
        await Assertions.Expect(page.Page.Locator(".empty")).ToBeVisibleAsync();
        await CheckAsync(page, keys, english);
        await page.GoAsync("/?q=sunset+over+the+sea");
        await page.ReadyAsync();
        await page.OpenPhotoAsync();
        await page.Keyboard.PressAsync("i");
        await Assertions.Expect(page.Details.Locator(".details-list")).ToBeVisibleAsync();
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("Delete");
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Viewer).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("x");
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.Locator(".keys-sheet")).ToBeVisibleAsync();
        await CheckAsync(page, keys, english);
        await page.Keyboard.PressAsync("Escape");
        await page.GoAsync("/library");
        await Assertions.Expect(page.Library.Locator(".root-row")).ToBeVisibleAsync();
        await CheckAsync(page, keys, english);
        await PageLayout.AssertAsync(page);
    }

    [Fact]
    public async Task WhatTheServerRefuses_IsSaidInTheLanguage()
    {
        var library = await OwnAsync(TestLibrary.EmptyAsync(_ => { }));
        var page = await OpenAsync(library.Server, setup: new PageSetup { Locale = "de-DE" });
        page.Watch.Expect("status of 4", "answer 4");
        var first = page.Page.Locator(".first-run");
        await first.GetByRole(AriaRole.Combobox).FillAsync(Path.Combine(library.User, "gibt es nicht"));
        await first.GetByRole(AriaRole.Button, new() { Name = "Anfangen" }).ClickAsync();
        await Assertions.Expect(first.Locator(".field-error")).ToContainTextAsync("Das geht nicht:");
    }

    private static async Task CheckAsync(FoveaPage page, Regex keys, HashSet<string> english)
    {
        var words = await page.Page.EvaluateAsync<string[]>(AllWords);
        Assert.DoesNotContain(words, keys.IsMatch);
        Assert.DoesNotContain(words, english.Contains);
        Assert.DoesNotContain(words, Unfilled().IsMatch);
    }

    /// <summary>What looks like a key, and the English texts that are others in this language.</summary>
    private static (Regex Keys, HashSet<string> English) ReadTexts(string language)
    {
        using var texts = JsonDocument.Parse(File.ReadAllBytes(RepositoryRoot.File("src", "Fovea.Web", "Page", "texts.json")));
        var groups = texts.RootElement.EnumerateObject().Select(text => text.Name.Split('.')[0]).Distinct();
        var english = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts.RootElement.EnumerateObject())
        {
            Assert.True(text.Value.TryGetProperty(language, out var own), $"{text.Name} has no words in {language}.");
            if (language == "en" || own.ValueKind != JsonValueKind.String || own.GetString() == text.Value.GetProperty("en").GetString()) continue;
            english.Add(text.Value.GetProperty("en").GetString()!);
        }

        // The words that a language borrowed are another text's own.
        foreach (var text in texts.RootElement.EnumerateObject()) if (language != "en" && text.Value.GetProperty(language) is { ValueKind: JsonValueKind.String } own) english.Remove(own.GetString()!);
        return (new Regex($@"\b({string.Join('|', groups)})\.[a-z]+[\w.]*\b"), english);
    }

    [GeneratedRegex(@"\{\w+\}|undefined|NaN|\[object")]
    private static partial Regex Unfilled();
}
