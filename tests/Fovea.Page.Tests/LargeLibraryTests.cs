using System.Text.RegularExpressions;
using Fovea.Hosting;
using Fovea.Scenes;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Page.Tests;

/// <summary>100,000 photos: every place is reached at once, and only what is near the window exists in the page.</summary>
public sealed class LargeLibraryTests(BrowserFixture browser) : PageTest(browser)
{
    private const int Photos = 100_000;
    private const int MostElements = 2_500;
    private const double MostHeapBytes = 150e6;

    [Fact]
    public async Task HundredThousandPhotos_AreScrolledByBarKeyAndTimeline_WithFewElements()
    {
        var library = await OwnAsync(TestLibrary.StartAsync(Generate, "--no-index"));
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await Assertions.Expect(page.Count).ToContainTextAsync($"{Photos:N0} photos");

        // The first hundred are shown at once; a moment later the scrollbar knows of all.
        await page.Page.WaitForFunctionAsync("() => document.documentElement.scrollHeight > 1000000");
        var height = await HeightAsync(page);

        // By the scrollbar to the middle, to the end, and through many places on the way.
        var timeline = page.Page.GetByRole(AriaRole.Slider, new() { Name = "Timeline" });
        await page.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight / 2)");
        await page.PicturesAsync();
        await AssertIsFullAsync(page);
        await Assertions.Expect(timeline).ToHaveAttributeAsync("aria-valuetext", new Regex("20(18|19|20|21)"));
        for (var i = 1; i <= 40; i++) await page.Page.EvaluateAsync("(part) => { scrollTo(0, document.documentElement.scrollHeight * part); return new Promise(requestAnimationFrame); }", i / 40.0);
        await page.PicturesAsync();
        await AssertIsFullAsync(page);

        // By key to the last photo and back.
        await page.Cells.First.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Page.Locator("#photos .cell:focus")).ToHaveAttributeAsync("aria-label", new Regex("No date|2010"));
        await AssertIsFullAsync(page);
        await page.Keyboard.PressAsync("Home");
        Assert.Equal(0, await page.ScrollAsync());
        await page.PicturesAsync();
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await Assertions.Expect(page.SelectionBar).ToContainTextAsync($"{Photos:N0} selected");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.SelectionBar).ToBeHiddenAsync();

        // By the timeline.
        var box = (await timeline.BoundingBoxAsync())!;
        await page.Page.Mouse.ClickAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height / 2));
        await page.PicturesAsync();
        await AssertIsFullAsync(page);
        Assert.InRange(await page.ScrollAsync(), height * 0.3, height);

        // The place is kept over a reload, although the photos arrive in two parts.
        var first = await VisibleIdAsync(page);
        await page.Page.WaitForFunctionAsync("() => history.state?.fovea?.anchor");
        await page.Page.ReloadAsync();
        await page.ReadyAsync();
        await page.Page.WaitForFunctionAsync("() => scrollY > 1000");
        await page.PicturesAsync();
        Assert.Equal(first, await VisibleIdAsync(page));
        await page.Page.ScreenshotAsync(new() { Path = Artifacts.File("hundred-thousand.png") });

        // A search ranks all of them.
        await page.GoAsync("/?q=sunset+over+the+sea&weak=true");
        await Assertions.Expect(page.Count).ToContainTextAsync($"of {Photos:N0}");
        await page.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await page.PicturesAsync();
        await AssertIsFullAsync(page);
        await AssertHeapAsync(page);
    }

    private static Task Generate(TestLibrary library)
    {
        using var services = new ServiceCollection().AddFovea(new FoveaOptions { Home = library.Home }).BuildServiceProvider();
        GeneratedLibrary.Write(
            services.GetRequiredService<IPhotoCatalog>(), services.GetRequiredService<IThumbnailStore>(), services.GetRequiredService<IDualEncoder>().Space, library.Pictures, Photos);
        return Task.CompletedTask;
    }

    private static Task<double> HeightAsync(FoveaPage page) => page.Page.EvaluateAsync<double>("() => document.documentElement.scrollHeight");

    private static async Task AssertIsFullAsync(FoveaPage page)
    {
        Assert.InRange(await page.CountElementsAsync(), 1, MostElements);

        // No hole: every spot of the window that rows cover has a row.
        var holes = await page.Page.EvaluateAsync<int>(
            """
            () => {
              const rows = [...document.querySelectorAll('#photos .row')].map((row) => row.getBoundingClientRect());
              const end = Math.min(innerHeight, document.querySelector('#photos .grid').getBoundingClientRect().bottom);
              let holes = 0;
              for (let y = document.getElementById('status').getBoundingClientRect().bottom + 2; y < end; y += 8) if (!rows.some((row) => row.top - 6 <= y && row.bottom + 6 >= y)) holes++;
              return holes;
            }
            """);
        Assert.Equal(0, holes);
    }

    private static Task<string> VisibleIdAsync(FoveaPage page) => page.Page.EvaluateAsync<string>(
        "() => [...document.querySelectorAll('#photos .cell')].find((cell) => cell.getBoundingClientRect().top >= document.getElementById('status').getBoundingClientRect().bottom - 2).querySelector('img').getAttribute('src')");

    private static async Task AssertHeapAsync(FoveaPage page)
    {
        var devtools = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        var metrics = await devtools.SendAsync("Runtime.getHeapUsage");
        Assert.InRange(metrics!.Value.GetProperty("usedSize").GetDouble(), 1, MostHeapBytes);
    }
}
