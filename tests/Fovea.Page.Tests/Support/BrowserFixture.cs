[assembly: Xunit.AssemblyFixture(typeof(Fovea.Page.Tests.Support.BrowserFixture))]

namespace Fovea.Page.Tests.Support;

/// <summary>One browser for all tests; each test gets a context of its own in it, as if it were another person's.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser; skips the test where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, Browsers.Reason);
            return _browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Browsers.Path is not { } path) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments() });
        Assertions.SetDefaultExpectTimeout(20_000);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static List<string> Arguments()
    {
        List<string> arguments =
        [
            "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--force-color-profile=srgb",
        ];

        // Chromium's sandbox refuses to run for root, which is who a build server's containers run as.
        if (OperatingSystem.IsLinux() && Environment.UserName == "root") arguments.Add("--no-sandbox");
        return arguments;
    }
}
