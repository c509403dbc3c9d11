using Microsoft.Playwright;

namespace Fovea.PageBench;

/// <summary>How soon after the last key an answer is on the screen. The page waits 120 ms for another key; that pause is taken off.</summary>
internal static class TypingTimes
{
    private const double Pause = 120;

    private static readonly string[] Queries =
    [
        "a dog", "rainy night", "two people on a bench", "red car", "mountains at sunset", "children playing in the snow", "a bowl of fruit",
        "concert lights", "boats in a harbour", "an old house in the fog", "lonely", "green",
    ];

    // An answer is there when the line of counts changed; the photos when all pictures in the window belong to it.
    private const string Listen = """
        () => {
          const input = document.querySelector('#q');
          const status = document.querySelector('#status');
          input.addEventListener('input', () => { window.typedAt = performance.now(); window.answeredAt = 0; window.seenAt = 0; });
          const look = () => {
            const images = [...document.querySelectorAll('.cell img')].filter((image) => image.getBoundingClientRect().top < innerHeight);
            if (images.every((image) => image.complete)) requestAnimationFrame(() => { window.seenAt = performance.now(); });
            else setTimeout(look, 4);
          };
          new MutationObserver(() => {
            if (!window.typedAt || window.answeredAt || performance.now() - window.typedAt < 100) return;
            window.answeredAt = -1;
            requestAnimationFrame(() => { window.answeredAt = performance.now(); look(); });
          }).observe(document.querySelector('#photos'), { childList: true, subtree: true });
        }
        """;

    public static async Task RunAsync(IBrowser browser, BenchLibrary library)
    {
        Sample answers = new("the answer's photos are laid out, after the pause"), pictures = new("their pictures are there, after the pause");
        Sample server = new("of that in the server, as it says");
        var page = await library.OpenAsync(browser);
        await page.GotoAsync(library.At("/"));
        await page.WaitForSelectorAsync(".cell img.on");
        await page.EvaluateAsync(Listen);
        page.Response += async (_, response) =>
        {
            if (response.Url.Contains("/api/v1/search", StringComparison.Ordinal)) server.Add((await response.JsonAsync())!.Value.GetProperty("elapsedMs").GetProperty("total").GetDouble());
        };
        foreach (var query in Queries)
        {
            await page.FillAsync("#q", string.Empty);
            await page.WaitForTimeoutAsync(600);
            await page.Locator("#q").PressSequentiallyAsync(query, new LocatorPressSequentiallyOptions { Delay = 60 });
            await page.WaitForFunctionAsync("() => window.seenAt > 0");
            answers.Add(await page.EvaluateAsync<double>("() => window.answeredAt - window.typedAt") - Pause);
            pictures.Add(await page.EvaluateAsync<double>("() => window.seenAt - window.typedAt") - Pause);
        }

        await page.Context.CloseAsync();
        Console.WriteLine("searching while typing");
        foreach (var sample in new[] { answers, pictures, server }) Console.WriteLine(sample);
    }
}
