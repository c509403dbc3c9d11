using Fovea.Page.Tests.Support;
using Fovea.PageBench;
using Microsoft.Playwright;

if (Browsers.Path is not { } chromium)
{
    Console.Error.WriteLine($"The page's benchmark {Browsers.Reason}.");
    return 2;
}

await using var library = await BenchLibrary.StartAsync(Number("--photos", 35_000));
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
{
    ExecutablePath = chromium,
    Args =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        .. Environment.UserName == "root" ? new[] { "--no-sandbox" } : [],
    ],
});
Console.WriteLine($"{library.Count:N0} photos, Chromium {browser.Version}, .NET {Environment.Version}, {Environment.ProcessorCount} processors, 1440 x 900");
var rounds = Number("--rounds", 9);
await PaintTimes.RunAsync(browser, library, rounds);
await TypingTimes.RunAsync(browser, library);
await ScrollTrace.RunAsync(browser, library, Text("--traces"));
return 0;

int Number(string name, int usual) => Text(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : usual;

string? Text(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
