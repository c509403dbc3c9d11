using Fovea.Catalog;
using Fovea.Clip;

namespace Fovea.Models.Tests;

public sealed class ModelStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqlitePhotoCatalog _catalog;
    private readonly ModelStore _store;

    public ModelStoreTests()
    {
        _catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        _store = new ModelStore(_catalog, new ModelStoreOptions { ModelsFolder = _folder["home", "models"], StarterFolder = ModelCopies.Starter });
    }

    public void Dispose()
    {
        _catalog.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void List_Fresh_IsTheStarterInUse() =>
        Assert.Equal([new InstalledModel("starter", ModelCopies.Starter, IsStarter: true, IsInUse: true)], _store.List());

    [Fact]
    public void Use_FolderAnywhere_IsListedAndStaysChosen()
    {
        var folder = ModelCopies.Copy(_folder["mine"]);

        var used = _store.Use(folder + Path.DirectorySeparatorChar);

        Assert.Equal(folder, used.Folder);
        Assert.False(used.IsStarter);
        Assert.Equal([(ModelCopies.Starter, false), (folder, true)], _store.List().Select(model => (model.Folder, model.IsInUse)));
        Assert.Equal(folder, _store.Resolve(null).Folder);
    }

    [Fact]
    public void Use_Starter_IsTheDefaultAgain()
    {
        _store.Use(ModelCopies.Copy(_folder["mine"]));

        _store.Use("STARTER");

        Assert.Null(_catalog.GetSetting(ModelStore.SettingName));
        Assert.True(_store.Resolve(null).IsStarter);
    }

    [Fact]
    public void Use_ModelInTheDataFolder_IsFoundByItsName()
    {
        ModelCopies.Copy(_folder["home", "models", "Own"]);

        Assert.Equal(_folder["home", "models", "Own"], _store.Use("own").Folder);
    }

    [Fact]
    public void Use_ModelInTheDataFolder_IsFoundAfterThatWasMoved()
    {
        ModelCopies.Copy(_folder["home", "models", "own"]);
        _store.Use("own");
        Directory.Move(_folder["home", "models"], _folder["moved"]);

        var store = new ModelStore(_catalog, new ModelStoreOptions { ModelsFolder = _folder["moved"], StarterFolder = ModelCopies.Starter });

        Assert.Equal(_folder["moved", "own"], store.Resolve(null).Folder);
    }

    [Fact]
    public void Resolve_NamesThatDifferInCapitals_TakesTheExactOne()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file system that tells capitals apart");
        ModelCopies.Copy(_folder["home", "models", "Own"]);
        ModelCopies.Copy(_folder["home", "models", "own"]);

        Assert.Equal(_folder["home", "models", "own"], _store.Resolve("own").Folder);
        Assert.Equal(_folder["home", "models", "Own"], _store.Resolve("Own").Folder);
    }

    [Fact]
    public void Complete_AnotherChoiceOrAnotherModelInTheFolder_ChangesNothing()
    {
        var folder = ModelCopies.Copy(_folder["mine"]);
        _catalog.SetSetting(ModelStore.NextSettingName, folder);
        using var opened = _store.Open(_store.Resolve(folder));
        var space = opened.Space;

        Assert.False(_store.Complete(folder, space with { Dimensions = 7 }));
        _catalog.SetSetting(ModelStore.NextSettingName, _folder["other"]);
        Assert.False(_store.Complete(folder, space));
        Assert.True(_store.Resolve(null).IsStarter);
        _catalog.SetSetting(ModelStore.NextSettingName, folder);
        Assert.True(_store.Complete(folder, space));
        Assert.Equal((folder, null), (_store.Resolve(null).Folder, _store.Next()));
    }

    [Fact]
    public void Resolve_Unknown_NamesWhatThereIs()
    {
        var error = Assert.Throws<ModelException>(() => _store.Resolve("none"));

        Assert.Equal("There is no model 'none': neither a folder nor one of starter. 'fovea models list' shows what there is.", error.Message);
    }

    [Theory]
    [InlineData("visual/model.onnx")]
    [InlineData("textual/model.onnx")]
    [InlineData("textual/tokenizer.json")]
    [InlineData("config.json")]
    public void Use_DamagedModel_NamesTheFileAndKeepsTheChoice(string file)
    {
        var before = ModelCopies.Copy(_folder["before"]);
        _store.Use(before);
        var damaged = ModelCopies.Copy(_folder["damaged"]);
        File.WriteAllText(Path.Combine(damaged, file), "{ no such thing");

        var error = Assert.Throws<ModelException>(() => _store.Use(damaged));

        Assert.Contains(Path.Combine(damaged, file.Replace('/', Path.DirectorySeparatorChar)), error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _store.Resolve(null).Folder);
    }

    [Fact]
    public void Use_EmptyFolder_SaysThatItHoldsNoModel()
    {
        Directory.CreateDirectory(_folder["empty"]);

        var error = Assert.Throws<ModelException>(() => _store.Use(_folder["empty"]));

        Assert.Contains(_folder["empty"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_ModelInUseThatHasGone_IsStillListed()
    {
        var folder = ModelCopies.Copy(_folder["mine"]);
        _store.Use(folder);
        Directory.Delete(folder, recursive: true);

        Assert.Contains(_store.List(), model => model.Folder == folder && model.IsInUse && model.Name == "mine");
        Assert.Contains(folder, Assert.Throws<ModelException>(() => _store.Open(_store.Resolve(null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WholeModel_FindsNothing() => Assert.All(_store.Verify(null), file => Assert.Null(file.Error));

    [Theory]
    [InlineData("visual/model.onnx")]
    [InlineData("textual/model.onnx")]
    [InlineData("textual/merges.txt")]
    public void Verify_OneBitTurnedOver_IsFound(string file)
    {
        var folder = ModelCopies.Copy(_folder["mine"]);
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifest.FileName),
            ModelManifest.Describe(folder, "mine", null, isStarter: false, TestContext.Current.CancellationToken).ToJson());
        Assert.All(_store.Verify(folder), result => Assert.Null(result.Error));

        var path = Path.Combine(folder, file.Replace('/', Path.DirectorySeparatorChar));
        ModelCopies.FlipBit(path, new FileInfo(path).Length / 2);

        var wrong = _store.Verify(folder).Where(result => result.Error is not null).ToList();
        Assert.Contains(wrong, result => result.Path == path);
    }

    [Fact]
    public void Remove_Starter_IsRefused() =>
        Assert.Equal(
            "The starter is part of the program and cannot be removed. 'fovea models use' chooses another.",
            Assert.Throws<ModelException>(() => _store.Remove("starter")).Message);

    [Fact]
    public void Remove_ModelOfTheDataFolder_DeletesItAndGoesBackToTheStarter()
    {
        var folder = ModelCopies.Copy(_folder["home", "models", "own"]);
        _store.Use("own");

        _store.Remove("own");

        Assert.False(Directory.Exists(folder));
        Assert.True(_store.Resolve(null).IsStarter);
    }

    [Fact]
    public void Remove_ModelElsewhere_LeavesItsFolder()
    {
        var folder = ModelCopies.Copy(_folder["mine"]);
        _store.Use(folder);

        _store.Remove(folder);

        Assert.True(Directory.Exists(folder));
        Assert.DoesNotContain(_store.List(), model => model.Folder == folder);
    }

    [Fact]
    public void Optimize_ThenUndo_IsListedWhileItLasts()
    {
        var tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "hf");
        foreach (var file in Directory.EnumerateFiles(tiny, "*", SearchOption.AllDirectories)) _folder.Write(Path.Combine("tiny", Path.GetRelativePath(tiny, file)), File.ReadAllBytes(file));
        var model = _store.Use(_folder["tiny"]);
        var said = new List<string>();

        var report = _store.Optimize(model, Pictures(64), said.Add, TestContext.Current.CancellationToken);

        Assert.Equal(["image", "text"], report.Towers.Select(tower => tower.Tower));
        Assert.All(report.Towers, tower => Assert.Null(tower.Problem));
        Assert.True(report.IsOptimized);
        Assert.Equal(20, report.Photos);
        Assert.Contains("measuring", said);
        Assert.True(_store.Resolve(null).IsOptimized);
        Assert.Null(_store.Resolve(null).OptimizationProblem);
        Assert.All(_store.Verify(null), file => Assert.Null(file.Error));

        ModelCopies.FlipBit(Directory.GetFiles(_folder["tiny", "optimized"], "image-*").Single(), 100);
        Assert.False(_store.Resolve(null).IsOptimized);
        Assert.StartsWith("The optimised form of tiny is not used, the published one is: ", _store.Resolve(null).OptimizationProblem, StringComparison.Ordinal);
        Assert.Contains(_store.Verify(null), file => file.Error is not null);

        Assert.True(ModelStore.UndoOptimization(model));
        Assert.Null(_store.Resolve(null).OptimizationProblem);
    }

    [Fact]
    public void Optimize_Starter_SaysWhyNothingWasDone()
    {
        var folder = ModelCopies.Copy(_folder["mine"]);

        var report = _store.Optimize(_store.Use(folder), Pictures(128), null, TestContext.Current.CancellationToken);

        Assert.False(report.IsOptimized);
        Assert.Null(report.RankingAgreement);
        Assert.Equal(["it does not end with one token's vector", "its output is not a linear projection"], report.Towers.Select(tower => tower.Problem));
    }

    private static List<PixelTile> Pictures(int side) => [.. Enumerable.Range(0, 20).Select(seed =>
    {
        var tile = new PixelTile(side, side);
        new Random(seed).NextBytes(tile.Pixels);
        return tile;
    })];
}
