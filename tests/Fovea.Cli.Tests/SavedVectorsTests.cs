namespace Fovea.Cli.Tests;

/// <summary>The vectors that are kept beside the catalog, so that a search need not read all of them first.</summary>
public sealed class SavedVectorsTests : IDisposable
{
    private static readonly string TinyModel = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "openclip");

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Index_HundredsOfPhotos_LeavesTheirVectorsUntilTheModelIsRemoved()
    {
        _program.DrawMany(300);

        (await _program.RunAsync("index", ".", "--model", TinyModel)).Ends(0);

        Assert.Single(Segments());
        (await _program.RunAsync("models", "remove", TinyModel)).Ends(0);
        Assert.Empty(Segments());
    }

    [Fact]
    public async Task Search_SegmentsCutShortOrGone_FindsTheSame()
    {
        _program.DrawMany(300);
        (await _program.RunAsync("index", ".")).Ends(0);
        string[] search = ["search", "colour", "--paths", "-n", "50"];
        var expected = (await _program.RunAsync(search)).Ends(0).Lines;

        File.WriteAllBytes(Segments().Single(), File.ReadAllBytes(Segments().Single())[..5000]);
        Assert.Equal(expected, (await _program.RunAsync(search)).Ends(0).Lines);
        Assert.Equal(expected, (await _program.RunAsync(search)).Ends(0).Lines);
        Directory.Delete(Path.Combine(_program.Home, "segments"), recursive: true);
        Assert.Equal(expected, (await _program.RunAsync(search)).Ends(0).Lines);
    }

    [Fact]
    public async Task Search_WhileAnotherProcessIndexesAndIsKilled_FindsWhatIsCommitted()
    {
        _program.DrawMany(300, "a");
        (await _program.RunAsync("index", ".")).Ends(0);
        _program.DrawMany(900, "b");
        var least = 300;
        for (var round = 0; round < 3; round++)
        {
            using var running = _program.Start("index", ".");
            for (var i = 0; i < 4 && !running.HasExited; i++)
            {
                var searched = (await _program.RunAsync("search", "colour", "--json")).Ends(0).Json.GetProperty("searched").GetInt32();
                Assert.InRange(searched, least, 1200);
                least = searched;
            }

            if (!running.HasExited) running.Kill();
            await running.WaitAsync();
        }

        (await _program.RunAsync("index", ".")).Ends(0);
        Assert.Equal(1200, (await _program.RunAsync("search", "colour", "--json")).Ends(0).Json.GetProperty("searched").GetInt32());
        Assert.Equal(1200, (await _program.RunAsync("search", "colour", "--paths", "-n", "2000")).Ends(0).Lines.Distinct(StringComparer.Ordinal).Count());
    }

    private string[] Segments() => Directory.Exists(Path.Combine(_program.Home, "segments"))
        ? Directory.GetFiles(Path.Combine(_program.Home, "segments"), "*.seg", SearchOption.AllDirectories)
        : [];
}
