namespace Fovea.Cli.Tests.Support;

/// <summary>A library that was indexed once, for tests that only read: plain colours, one broken file, one text file.</summary>
public sealed class IndexedLibrary : IAsyncLifetime
{
    internal FoveaProgram Program { get; } = new();

    internal CommandResult Indexing { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Program.Draw("red.png", 220, 20, 20);
        Program.Draw("green.png", 20, 200, 20);
        Program.Draw(Path.Combine("seas", "blue.png"), 20, 40, 220);
        Program.Draw(Path.Combine("seas", "deep [blue].png"), 10, 20, 120);
        Program.Draw("grey.png", 128, 128, 128);
        Program.Write("broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);
        Program.Write("notes.txt", "no picture"u8);
        Indexing = await Program.RunAsync("index", Program.Folder);
    }

    public ValueTask DisposeAsync()
    {
        Program.Dispose();
        return ValueTask.CompletedTask;
    }
}
