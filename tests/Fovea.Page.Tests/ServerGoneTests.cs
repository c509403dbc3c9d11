using System.Text.RegularExpressions;

namespace Fovea.Page.Tests;

/// <summary>The program ends while the page is open, and comes back.</summary>
public sealed class ServerGoneTests(BrowserFixture browser) : PageTest(browser)
{
    [Fact]
    public async Task ServerStopped_ThePageSaysSo_AndComesBackWithTheProgram()
    {
        var library = await OwnAsync(SmallAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        page.Watch.Expect("net::ERR_", " 401", "status of 401");
        await library.StopAsync();
        var gone = page.Page.GetByText("Fovea stopped. Start it again and this page comes back.");
        await Assertions.Expect(gone).ToBeVisibleAsync();
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();

        // A new run has a new key. Until this browser has opened its address, the page says what is missing.
        await library.StartAsync(page.Server.Address.Port, "--no-index");
        await Assertions.Expect(page.Page.GetByText("Fovea runs again.")).ToBeVisibleAsync();
        await Assertions.Expect(gone).ToBeHiddenAsync();

        var other = await page.Page.Context.NewPageAsync();
        await other.GotoAsync(library.Server.OpeningAddress.ToString());
        await Assertions.Expect(page.Page.Locator(".gone")).ToBeHiddenAsync();
        await page.SearchAsync("fireworks at night");
    }

    [Fact]
    public async Task PageOpenedWhileNothingRuns_SaysSo_AndComesBack()
    {
        var library = await OwnAsync(SmallAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        await page.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => {})");
        page.Watch.Expect("net::ERR_", " 401", "status of 401");
        await library.StopAsync();
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Fovea stopped.");

        await library.StartAsync(page.Server.Address.Port, "--no-index");
        await Assertions.Expect(page.Page.Locator("body")).ToContainTextAsync(new Regex("fovea serve"));
    }

    [Fact]
    public async Task Search_WhileTheServerIsGone_ShowsTheOldPhotosAndAsksAgainAfterwards()
    {
        var library = await OwnAsync(SmallAsync());
        var page = await OpenAsync(library.Server);
        await page.ReadyAsync();
        page.Watch.Expect("net::ERR_", " 401", "status of 401");
        await library.StopAsync();
        await page.Box.FillAsync("fireworks at night");
        await Assertions.Expect(page.Page.Locator(".gone")).ToBeVisibleAsync();
        await Assertions.Expect(page.Cells.First).ToBeVisibleAsync();

        await library.StartAsync(page.Server.Address.Port, "--no-index");
        var other = await page.Page.Context.NewPageAsync();
        await other.GotoAsync(library.Server.OpeningAddress.ToString());
        await Assertions.Expect(page.Page.Locator(".gone")).ToBeHiddenAsync();
        await Assertions.Expect(page.Count).ToContainTextAsync("of 7");
        await Assertions.Expect(page.Box).ToHaveValueAsync("fireworks at night");
    }

    private static Task<TestLibrary> SmallAsync() => TestLibrary.IndexedAsync(
        library => Assert.Equal(7, Painted.Write(library.Pictures, photo => photo.Path.StartsWith("2018", StringComparison.Ordinal) || photo.Path.StartsWith("2021", StringComparison.Ordinal)).Count), "--no-index");
}
