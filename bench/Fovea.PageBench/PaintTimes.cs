using Microsoft.Playwright;

namespace Fovea.PageBench;

/// <summary>How soon something, and how soon photos are seen after the address was entered.</summary>
internal static class PaintTimes
{
    // Of every picture in the window; the paint that follows is a frame later.
    private const string PhotosAreThere = """
        () => new Promise((done) => {
          const look = () => {
            const images = [...document.querySelectorAll('.cell img')].filter((image) => image.getBoundingClientRect().top < innerHeight);
            if (images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0)) requestAnimationFrame(() => done(performance.now()));
            else setTimeout(look, 4);
          };
          look();
        })
        """;

    private const string FirstPaint = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime";

    public static async Task RunAsync(IBrowser browser, BenchLibrary library, int rounds)
    {
        Sample coldPaint = new("first paint, nothing cached"), coldPhotos = new("all photos of the window, nothing cached");
        Sample warmPaint = new("first paint, opened again"), warmPhotos = new("all photos of the window, opened again");
        for (var round = 0; round < rounds; round++)
        {
            var page = await library.OpenAsync(browser);
            await page.GotoAsync(library.At("/"));
            coldPhotos.Add(await page.EvaluateAsync<double>(PhotosAreThere));
            coldPaint.Add(await page.EvaluateAsync<double>(FirstPaint));
            await page.GotoAsync("about:blank");
            await page.GotoAsync(library.At("/"));
            warmPhotos.Add(await page.EvaluateAsync<double>(PhotosAreThere));
            warmPaint.Add(await page.EvaluateAsync<double>(FirstPaint));
            await page.Context.CloseAsync();
        }

        Console.WriteLine("opening the page");
        foreach (var sample in new[] { coldPaint, coldPhotos, warmPaint, warmPhotos }) Console.WriteLine(sample);
    }
}
