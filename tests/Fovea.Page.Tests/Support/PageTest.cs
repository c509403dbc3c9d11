using System.Text;

namespace Fovea.Page.Tests.Support;

/// <summary>
/// A test with pages in a browser. Whatever goes wrong in one of them unseen fails the test, and a failed test leaves a picture of each page in
/// <c>artifacts/page/failed</c>.
/// </summary>
public abstract class PageTest : IAsyncDisposable
{
    private readonly IBrowser _browser;
    private readonly List<FoveaPage> _pages = [];
    private readonly List<TestLibrary> _libraries = [];

    /// <summary>Skips the test at once where there is no browser: libraries take their time.</summary>
    protected PageTest(BrowserFixture browser) => _browser = browser.Browser;

    /// <summary>A library of this test alone. It is served until the pages are closed.</summary>
    internal async Task<TestLibrary> OwnAsync(Task<TestLibrary> starting)
    {
        var library = await starting;
        _libraries.Add(library);
        return library;
    }

    /// <summary>A page that a person of their own opens with the address that the program printed.</summary>
    internal async Task<FoveaPage> OpenAsync(FoveaServer server, string path = "/", PageSetup? setup = null)
    {
        setup ??= new PageSetup();
        var context = await _browser.NewContextAsync(setup.ToOptions());
        if (setup.Script.Length > 0) await context.AddInitScriptAsync(setup.Script);
        var page = Add(await context.NewPageAsync(), server);
        await page.Page.GotoAsync(server.OpeningAddress.ToString());
        if (path != "/") await page.GoAsync(path);
        return page;
    }

    /// <summary>Another tab of the same browser.</summary>
    internal async Task<FoveaPage> OpenTabAsync(FoveaPage beside, string path)
    {
        var page = Add(await beside.Page.Context.NewPageAsync(), beside.Server);
        await page.GoAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        var isFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var surprises = new StringBuilder();
        foreach (var page in _pages)
        {
            foreach (var line in page.Watch.Surprises) surprises.AppendLine(line);
        }

        if (isFailed || surprises.Length > 0) await PhotographAsync();
        foreach (var page in _pages) await page.Page.Context.CloseAsync();
        foreach (var library in _libraries) await library.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.True(surprises.Length == 0, $"The page did what it should not:\n{surprises}");
    }

    private FoveaPage Add(IPage page, FoveaServer server)
    {
        var added = new FoveaPage(page, server);
        _pages.Add(added);
        return added;
    }

    private async Task PhotographAsync()
    {
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? "test").Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' ? sign : '-'));
        for (var i = 0; i < _pages.Count; i++)
        {
            try
            {
                await _pages[i].Page.ScreenshotAsync(new PageScreenshotOptions { Path = Artifacts.File("failed", $"{name}-{i}.png"), Timeout = 5000 });
            }
            catch (PlaywrightException)
            {
                // A page that hangs has no picture; what failed is said all the same.
            }
        }
    }
}
