namespace Fovea.Clip.Tests;

/// <summary>The cache of hashes saves reading the towers, and never makes a changed file pass.</summary>
public sealed class FileHashCacheTests
{
    [Fact]
    public void Find_Stored_NeedsTheSameStamp()
    {
        using var temp = new TempFolder();
        var hash = new string('a', 64);
        new JsonFileHashCache(temp["hashes.json"]).Store("/m/x", new ModelFileStamp(7, 8, "s"), hash);

        var cache = new JsonFileHashCache(temp["hashes.json"]);

        Assert.Equal(hash, cache.Find("/m/x", new ModelFileStamp(7, 8, "s")));
        Assert.Null(cache.Find("/m/x", new ModelFileStamp(7, 9, "s")));
        Assert.Null(cache.Find("/m/x", new ModelFileStamp(6, 8, "s")));
        Assert.Null(cache.Find("/m/x", new ModelFileStamp(7, 8, "t")));
        Assert.Null(cache.Find("/m/y", new ModelFileStamp(7, 8, "s")));
        Assert.Equal([temp["hashes.json"]], Directory.GetFiles(temp.Path));
    }

    [Fact]
    public void Store_SamePath_Replaces()
    {
        using var temp = new TempFolder();
        var cache = new JsonFileHashCache(temp["hashes.json"]);
        for (var i = 0; i < 100; i++) cache.Store("/m/x", new ModelFileStamp(7, i, "s"), new string((char)('a' + (i % 6)), 64));

        Assert.Null(cache.Find("/m/x", new ModelFileStamp(7, 98, "s")));
        Assert.NotNull(cache.Find("/m/x", new ModelFileStamp(7, 99, "s")));
        Assert.True(new FileInfo(temp["hashes.json"]).Length < 300);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"version\":3,\"files\":[]}")]
    [InlineData("{\"version\":1,\"files\":[{\"path\":\"/m/x\",\"size\":7,\"modifiedTicks\":8,\"sha256\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}]}")]
    [InlineData("{\"version\":2,\"files\":[{}, 7]}")]
    public void Find_DamagedFile_IsEmptyAndReplaced(string content)
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["hashes.json"], content);
        var cache = new JsonFileHashCache(temp["hashes.json"]);

        Assert.Null(cache.Find("/m/x", new ModelFileStamp(7, 8, "s")));
        cache.Store("/m/x", new ModelFileStamp(7, 8, "s"), new string('a', 64));
        Assert.NotNull(cache.Find("/m/x", new ModelFileStamp(7, 8, "s")));
    }

    [Fact]
    public void Store_NoFolder_IsNoError()
    {
        using var temp = new TempFolder();
        var cache = new JsonFileHashCache(temp["nothing", "hashes.json"]);
        cache.Store("/m/x", new ModelFileStamp(7, 8, "s"), new string('a', 64));
        Assert.Null(cache.Find("/m/x", new ModelFileStamp(7, 8, "s")));
    }

    [Fact]
    public void Open_SecondTime_AsksTheCacheOnly()
    {
        using var model = new ModelCopy();
        var cache = new JsonFileHashCache(Path.Combine(model.Parent, "hashes.json"));
        string space;
        using (var first = ClipModel.Open(model.Path, new ClipModelOptions { HashCache = cache })) space = first.Space.Id;

        // The same size and time with other bytes: only a cache that is asked does not see it.
        var time = File.GetLastWriteTimeUtc(model["onnx", "vision_model.onnx"]);
        model.FlipByte("onnx/vision_model.onnx");
        File.SetLastWriteTimeUtc(model["onnx", "vision_model.onnx"], time);
        using (var second = ClipModel.Open(model.Path, new ClipModelOptions { HashCache = cache })) Assert.Equal(space, second.Space.Id);

        File.SetLastWriteTimeUtc(model["onnx", "vision_model.onnx"], time.AddSeconds(1));
        using var third = ClipModel.Open(model.Path, new ClipModelOptions { HashCache = cache });
        Assert.NotEqual(space, third.Space.Id);
    }

    [Fact]
    public void Open_OtherWeightsWithTheSameSizeAndTime_AreHashedAgain()
    {
        using var model = new ModelCopy();
        var cache = new JsonFileHashCache(Path.Combine(model.Parent, "hashes.json"));
        var path = model["onnx", "vision_model.onnx"];
        using (ClipModel.Open(model.Path, new ClipModelOptions { HashCache = cache }))
        {
            // Its hashes are known from now on.
        }

        var time = File.GetLastWriteTimeUtc(path);
        var bytes = File.ReadAllBytes(path);
        for (var i = bytes.Length / 10; i < bytes.Length * 9 / 10; i++) bytes[i] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);

        Assert.Equal(FileHashing.Sha256(path, TestContext.Current.CancellationToken), new ModelFiles(model.Path, cache).HashOf(new OnnxGraph(path, [], [], [])));
    }
}
