using Fovea.Clip;
using Fovea.Testing.Http;

namespace Fovea.Models.Tests.Fetching;

/// <summary>A model of the catalogue that is published as an original checkpoint only: fetched, converted, and there as any other.</summary>
public sealed class CheckpointFetchTests : FetchTest
{
    private const string Checkpoint = "open_clip_model.safetensors";

    public CheckpointFetchTests()
    {
        var tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "checkpoints", "tiny");
        var folder = Directory.EnumerateFiles(tiny, Checkpoint, SearchOption.AllDirectories).Select(Path.GetDirectoryName).First()!;
        Published.Files.Clear();
        foreach (var file in Directory.EnumerateFiles(folder)) Published.Files[Path.GetFileName(file)] = File.ReadAllBytes(file);
        Published.Files["tokenizer.json"] = System.Text.Encoding.UTF8.GetBytes(
            """{"model":{"type":"BPE","unk_token":"<|endoftext|>","end_of_word_suffix":"</w>","vocab":{"a":0,"a</w>":1,"<|startoftext|>":38,"<|endoftext|>":39},"merges":[]}}""");
    }

    [Fact]
    public async Task Fetch_Checkpoint_IsConvertedAndUsable()
    {
        var report = await FetchAsync(Catalogue());

        Assert.Equal([$"Converting {Checkpoint}."], Notes);
        Assert.True(ModelFolder.Verify(Folder, cancellationToken: TestContext.Current.CancellationToken).IsSound);
        Assert.False(File.Exists(Path.Combine(Folder, Checkpoint)));
        using var model = ClipModel.Open(Folder);
        Assert.Equal(model.Images.Dimensions, model.Texts.Dimensions);
        Assert.False(report.WasThere);
        Assert.Contains(Checkpoint, report.FirstTrusted);
        Assert.True((await FetchAsync(Catalogue())).WasThere);
        Assert.False(Directory.Exists(Path.Combine(ModelsFolder, ".unfinished", PublishedModel.Name)));
    }

    [Fact]
    public async Task Fetch_CheckpointOfAnotherKind_SaysWhyAndKeepsWhatWasFetched()
    {
        Published.Files[Checkpoint] = "no checkpoint at all"u8.ToArray();

        await Assert.ThrowsAsync<ModelException>(() => FetchAsync(Catalogue()));

        Assert.False(Directory.Exists(Folder));
        Assert.Equal([PublishedModel.Name], ModelFetcher.Unfinished(ModelsFolder));
    }

    private ModelCatalogue Catalogue()
    {
        var pinned = base.Catalogue(isPinned: false);
        return pinned with
        {
            Models = [pinned.Models[0] with { Checkpoint = Checkpoint, Files = [.. Published.Files.Keys.Order(StringComparer.Ordinal).Select(path => new CatalogueFile { Path = path })] }],
        };
    }
}
