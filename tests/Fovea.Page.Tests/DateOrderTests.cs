using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>Photos in the order of their dates: headings and the timeline.</summary>
public sealed class DateOrderTests(BrowserFixture browser, SharedLibrary shared) : PageTest(browser)
{
    [Fact]
    public async Task OrderByDate_OfASearch_HasHeadingsNewestFirst()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server);
        await page.SearchAsync("sunset over the sea");
        await page.Keyboard.PressAsync("Escape");
        var answer = await page.DoAndAwaitSearchAsync(() => page.Page.GetByLabel("Order").SelectOptionAsync("date"));
        await page.ShowsAsync(answer);

        var days = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("taken").GetString()).ToList();
        Assert.Equal(days.OrderDescending(), days);
        await Assertions.Expect(page.Headings.First).ToHaveTextAsync(new Regex(@"^\w+day, .*\d{1,2}.*20\d\d$"));
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("order=date"));
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.GetByLabel("Order")).ToHaveValueAsync("relevance");
    }

    [Fact]
    public async Task Timeline_ByKeyboardAndPointer_GoesThere()
    {
        var page = await OpenAsync((await shared.GetAsync()).Server, setup: new PageSetup { Height = 500 });
        await page.ReadyAsync();
        var slider = page.Page.GetByRole(AriaRole.Slider, new() { Name = "Timeline" });
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "July 2025");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "November 2024");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "July 2012");
        Assert.True(await page.ScrollAsync() > 500);

        var box = (await slider.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Assertions.Expect(page.Page.Locator(".timeline-tip")).ToHaveTextAsync(new Regex(@"20\d\d · \d+ photos?"));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + box.Width - 1, box.Y + (box.Height / 2), new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await Assertions.Expect(slider).ToHaveAttributeAsync("aria-valuetext", "July 2025");
    }
}
