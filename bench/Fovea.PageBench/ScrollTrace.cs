using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Fovea.PageBench;

/// <summary>Frames while the whole library is scrolled through, from Chromium's own trace.</summary>
internal static class ScrollTrace
{
    private const int Seconds = 6;

    private static readonly (string Name, int Speed)[] Gestures = [("reading, 900 px/s", 900), ("looking for something, 4,000 px/s", 4_000), ("a fling, 20,000 px/s", 20_000)];

    // What scripts did in each frame is seen from inside, too: frames that came late for them, and tasks over 50 ms.
    private const string Watch = """
        () => {
          window.frames_ = [];
          window.long_ = [];
          new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.long_.push(entry.duration); }).observe({ type: 'longtask' });
          const next = (at) => { window.frames_.push(at); requestAnimationFrame(next); };
          requestAnimationFrame(next);
        }
        """;

    public static async Task RunAsync(IBrowser browser, BenchLibrary library, string? traces)
    {
        var page = await library.OpenAsync(browser);
        await page.GotoAsync(library.At("/"));
        await page.WaitForSelectorAsync(".cell img.on");
        await page.WaitForTimeoutAsync(2_000);
        await page.EvaluateAsync(Watch);
        var session = await page.Context.NewCDPSessionAsync(page);
        Console.WriteLine("scrolling through everything");
        foreach (var (name, speed) in Gestures)
        {
            await page.EvaluateAsync("() => { window.frames_.length = 0; window.long_.length = 0; window.from_ = scrollY; }");
            var trace = await TraceAsync(browser, () => session.SendAsync("Input.synthesizeScrollGesture", new Dictionary<string, object>
            {
                ["x"] = 720,
                ["y"] = 600,
                ["yDistance"] = -speed * Seconds,
                ["speed"] = speed,
                ["gestureSourceType"] = "mouse",
            }));
            if (traces is not null) await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(traces).FullName, $"scroll-{speed}.json"), trace);
            var late = await page.EvaluateAsync<double[]>("() => { const gaps = window.frames_.slice(1).map((at, i) => at - window.frames_[i]); return [gaps.length, gaps.filter((gap) => gap > 25).length, Math.max(0, ...gaps), window.long_.length, document.querySelectorAll('*').length, scrollY - window.from_]; }");
            if (late[5] < speed) throw new InvalidOperationException($"The page moved by {late[5]} px only: nothing can be said of its scrolling.");
            var (shown, dropped) = CountFrames(trace);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-34} {shown} frames shown, {dropped} dropped ({100.0 * dropped / Math.Max(1, shown + dropped):F1} %); script frames over 25 ms: {late[1]} of {late[0]}, longest {late[2]:F0} ms; tasks over 50 ms: {late[3]}; elements in the page: {late[4]}"));
        }

        Sample jumps = new("a jump into the middle of it, until its photos are there");
        for (var i = 1; i <= 9; i++)
        {
            jumps.Add(await page.EvaluateAsync<double>(Jump, i / 10.0));
            await page.WaitForTimeoutAsync(300);
        }

        Console.WriteLine(jumps);
        await page.Context.CloseAsync();
    }

    private const string Jump = """
        (share) => new Promise((done) => {
          const from = performance.now();
          scrollTo({ top: document.documentElement.scrollHeight * share, behavior: 'instant' });
          const look = () => {
            const images = [...document.querySelectorAll('.cell img')].filter((image) => { const box = image.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; });
            if (images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0)) requestAnimationFrame(() => done(performance.now() - from));
            else setTimeout(look, 4);
          };
          requestAnimationFrame(look);
        })
        """;

    private static async Task<string> TraceAsync(IBrowser browser, Func<Task> work)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var complete = new TaskCompletionSource<JsonElement>();
        session.Event("Tracing.tracingComplete").OnEvent += (_, e) => complete.TrySetResult(e!.Value);
        await session.SendAsync("Tracing.start", new Dictionary<string, object> { ["transferMode"] = "ReturnAsStream", ["categories"] = "cc,benchmark,viz,devtools.timeline,blink.user_timing" });
        await work();
        await session.SendAsync("Tracing.end");
        var stream = (await complete.Task).GetProperty("stream").GetString()!;
        var text = new System.Text.StringBuilder();
        while (true)
        {
            var part = (await session.SendAsync("IO.read", new Dictionary<string, object> { ["handle"] = stream, ["size"] = 4_000_000 }))!.Value;
            text.Append(part.GetProperty("data").GetString());
            if (part.GetProperty("eof").GetBoolean()) break;
        }

        await session.SendAsync("IO.close", new Dictionary<string, object> { ["handle"] = stream });
        await session.DetachAsync();
        return text.ToString();
    }

    // One "PipelineReporter" a frame says what became of it; frames without anything new to show are no matter.
    private static (int Shown, int Dropped) CountFrames(string trace)
    {
        using var document = JsonDocument.Parse(trace);
        var (shown, dropped) = (0, 0);
        foreach (var item in document.RootElement.GetProperty("traceEvents").EnumerateArray())
        {
            if (item.GetProperty("name").GetString() != "PipelineReporter" || !item.TryGetProperty("args", out var args)) continue;
            if (!args.TryGetProperty("frame_reporter", out var reporter) || !reporter.TryGetProperty("state", out var state)) continue;
            switch (state.GetString())
            {
                case "STATE_PRESENTED_ALL" or "STATE_PRESENTED_PARTIAL": shown++; break;
                case "STATE_DROPPED" when !reporter.TryGetProperty("affects_smoothness", out var affects) || affects.GetBoolean(): dropped++; break;
            }
        }

        return (shown, dropped);
    }
}
