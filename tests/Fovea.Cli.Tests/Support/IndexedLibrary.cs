namespace Fovea.Cli.Tests.Support;

/// <summary>A library that was indexed once, for tests that only read: plain colours, one broken file, one text file.</summary>
public sealed class IndexedLibrary : IAsyncLifetime
{
    internal FoveaProgram Fovea { get; } = new();

    internal CommandResult Indexing { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Fovea.Draw("red.png", 220, 20, 20);
        Fovea.Draw("green.png", 20, 200, 20);
        Fovea.Draw(Path.Combine("seas", "blue.png"), 20, 40, 220);
        Fovea.Draw(Path.Combine("seas", "deep [blue].png"), 10, 20, 120);
        Fovea.Draw("grey.png", 128, 128, 128);
        Fovea.Write("broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);
        Fovea.Write("notes.txt", "no picture"u8);
        Indexing = await Fovea.RunAsync("index", Fovea.Folder);
    }

    public ValueTask DisposeAsync()
    {
        Fovea.Dispose();
        return ValueTask.CompletedTask;
    }
}
