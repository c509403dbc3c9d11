using System.Diagnostics;
using System.Text;

namespace Fovea.Page.Tests.Support;

/// <summary>A person's folders and the program that serves them: a home with a "Pictures" folder, a data folder, a server that can be stopped.</summary>
internal sealed class TestLibrary : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private FoveaServer? _server;

    private TestLibrary()
    {
        Directory.CreateDirectory(Pictures);
        Directory.CreateDirectory(Home);
    }

    /// <summary>The person's home folder.</summary>
    public string User => _folder["user"];

    public string Pictures => _folder["user", "Pictures"];

    /// <summary>The data folder.</summary>
    public string Home => _folder["data"];

    public FoveaServer Server => _server ?? throw new InvalidOperationException("The server is not running.");

    /// <summary>Serves a library that is indexed already.</summary>
    public static Task<TestLibrary> IndexedAsync(Action<TestLibrary> fill, params string[] more) => StartAsync(
        async library =>
        {
            fill(library);
            await library.IndexAsync(library.Pictures);
        },
        more);

    /// <summary>Serves what is there before anything was added to the library.</summary>
    public static Task<TestLibrary> EmptyAsync(Action<TestLibrary> fill) => StartAsync(
        library =>
        {
            fill(library);
            return Task.CompletedTask;
        });

    public static async Task<TestLibrary> StartAsync(Func<TestLibrary, Task> fill, params string[] more)
    {
        var library = new TestLibrary();
        try
        {
            await fill(library);
            await library.StartAsync(0, more);
            return library;
        }
        catch
        {
            await library.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync(int port, params string[] more) => _server = await FoveaServer.StartAsync(Home, User, port, more);

    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Runs <c>fovea index</c>.</summary>
    public async Task IndexAsync(params string[] folders)
    {
        var start = new ProcessStartInfo(FoveaServer.Program, ["index", .. folders, "--home", Home]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        said.Append(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Append(await errors);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"fovea index ended with {process.ExitCode}.\n{said}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
