using Fovea.Hosting;
using Fovea.Scenes;
using Fovea.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Fovea.PageBench;

/// <summary>The real server over a generated library in a folder that goes away with it.</summary>
internal sealed class BenchLibrary : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebServer _server;

    private BenchLibrary(DirectoryInfo folder, WebServer server, int count) => (_folder, _server, Count) = (folder, server, count);

    public int Count { get; }

    public static async Task<BenchLibrary> StartAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("fovea-bench-");
        var root = folder.CreateSubdirectory("photos");
        var server = await WebServer.StartAsync(
            new FoveaOptions { Home = Path.Combine(folder.FullName, "home") }, new WebServerOptions { Port = 0, StartsIndexing = false }, null, CancellationToken.None);
        var services = server.Services;
        GeneratedLibrary.Write(
            services.GetRequiredService<IPhotoCatalog>(), services.GetRequiredService<IThumbnailStore>(), services.GetRequiredService<IDualEncoder>().Space, root.FullName, count);
        return new BenchLibrary(folder, server, count);
    }

    /// <summary>A page in a browser profile of its own, signed in and without anything in its cache.</summary>
    public async Task<IPage> OpenAsync(IBrowser browser)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        var signIn = await context.APIRequest.GetAsync(_server.OpeningAddress.AbsoluteUri, new APIRequestContextOptions { MaxRedirects = 0 });
        if (signIn.Status != 303) throw new InvalidOperationException($"Signing in gave status {signIn.Status}.");
        return await context.NewPageAsync();
    }

    public string At(string path) => new Uri(_server.Address, path).AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
