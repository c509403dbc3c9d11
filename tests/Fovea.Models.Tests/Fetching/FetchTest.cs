using Fovea.Clip;
using Fovea.Testing.Http;

namespace Fovea.Models.Tests.Fetching;

/// <summary>A published model, a data folder, and a fetcher that does not wait long.</summary>
public abstract class FetchTest : IDisposable
{
    protected const string Image = "visual/model.onnx";
    protected const string Text = "textual/model.onnx";

    private readonly TempFolder _folder = new();
    private readonly List<string> _notes = [];

    protected PublishedModel Published { get; } = new();

    protected LoopbackServer Server => Published.Server;

    protected string ModelsFolder => _folder["models"];

    protected string Folder => _folder["models", PublishedModel.Name];

    protected IReadOnlyList<string> Notes => _notes;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Published.Dispose();
        _folder.Dispose();
    }

    protected ModelCatalogue Catalogue(bool isPinned = true, bool isFree = true) =>
        ModelCatalogue.Read(_folder.Write("catalogue.json", System.Text.Encoding.UTF8.GetBytes(Published.Catalogue(isPinned, isFree))));

    protected static FetchOptions Quick { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(5), StallTimeout = TimeSpan.FromSeconds(20) };

    protected async Task<FetchReport> FetchAsync(ModelCatalogue? catalogue = null, FetchOptions? options = null, Action<FetchProgress>? progress = null, CancellationTokenSource? stop = null)
    {
        catalogue ??= Catalogue();
        var fetcher = new ModelFetcher(catalogue, ModelsFolder, options ?? Quick, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop?.Token ?? CancellationToken.None, TestContext.Current.CancellationToken);
        return await fetcher.FetchAsync(fetcher.Plan(catalogue.Models[0]), new Listener(this, progress), both.Token);
    }

    protected async Task<FetchException> RefusedAsync(ModelCatalogue? catalogue = null, FetchOptions? options = null)
    {
        var error = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(catalogue, options));
        Assert.False(Directory.Exists(Folder));
        return error;
    }

    /// <summary>Fetches until so many bytes of the image tower are here, then stops as a person would.</summary>
    protected async Task StopInTheImageTowerAsync(ModelCatalogue catalogue, int bytes = 300_000)
    {
        using var stop = new CancellationTokenSource();
        Server.Once(Image, async exchange =>
        {
            await exchange.FileAsync(Published.Files[Image], Published.EtagOf(Image), bytes);
            await Task.Delay(Timeout.Infinite, exchange.Stopping);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(catalogue, progress: value =>
        {
            if (value.File == Image && PartLength() >= bytes) stop.Cancel();
        }, stop: stop));
        Assert.Equal(bytes, PartLength());
    }

    protected long PartLength() => new FileInfo(Path.Combine(ModelsFolder, ".unfinished", PublishedModel.Name, "model", Image + ".part")) is { Exists: true } part ? part.Length : 0;

    protected void AssertPublished()
    {
        var verification = ModelFolder.Verify(Folder);
        Assert.True(verification.IsSound, verification.Problem ?? string.Join('\n', verification.Files.Select(file => file.Message)));
        foreach (var (path, bytes) in Published.Files) Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(Folder, path)));
        Assert.False(Directory.Exists(Path.Combine(ModelsFolder, ".unfinished", PublishedModel.Name)));
    }

    private sealed class Listener(FetchTest test, Action<FetchProgress>? progress) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value)
        {
            if (value.Note is { } note) test._notes.Add(note);
            progress?.Invoke(value);
        }
    }
}
