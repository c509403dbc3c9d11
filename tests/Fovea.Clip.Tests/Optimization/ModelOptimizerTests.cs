namespace Fovea.Clip.Tests;

/// <summary>What is made is near the published model, is used, and is out of use as soon as it does not fit.</summary>
public sealed class ModelOptimizerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hf")]
    [InlineData("openclip")]
    public void Optimize_BothLayouts_IsUsedAndNearInTheSameSpace(string layout)
    {
        using var copy = new ModelCopy(layout);
        var tiles = Tiles.Many(40);
        var before = Encode(copy.Path, tiles);

        var report = ModelOptimizer.Optimize(copy.Path, tiles, new ClipModelOptions(), cancellationToken: Cancellation);

        Assert.Null(report.ImageProblem);
        Assert.Null(report.TextProblem);
        Assert.All(new[] { report.Model!.Image!, report.Model.Text! }, tower =>
        {
            Assert.InRange(tower.MedianCosine, 0.995, 1.0001);
            Assert.InRange(tower.LeastCosine, 0.99, tower.MedianCosine);
            Assert.InRange(tower.SingleLayers.Count, 0, tower.Layers);
            Assert.True(tower.SpeedUp > 0);
        });
        Assert.InRange(report.Model.RankingAgreement, 0.3, 1);
        using var optimized = ClipModel.Open(copy.Path);
        using var published = ClipModel.Open(copy.Path, new ClipModelOptions { UseOptimized = false });
        Assert.NotNull(optimized.Optimized);
        Assert.Null(optimized.OptimizationProblem);
        Assert.Null(published.Optimized);
        Assert.Equal(published.Space, optimized.Space);
        Assert.Equal(8, optimized.Images.BatchSize);
        var after = Encode(copy.Path, tiles);
        for (var i = 0; i < tiles.Count; i++) Assert.InRange(Cosine(before[i], after[i]), 0.99, 1.0001);
        foreach (var text in new[] { "a dog", "", "a photo of two people", new string('a', 900) })
        {
            Assert.InRange(Cosine(published.Texts.Encode(text, Cancellation).Vector.ToArray(), optimized.Texts.Encode(text, Cancellation).Vector.ToArray()), 0.99, 1.0001);
        }
    }

    [Fact]
    public void Encode_Optimized_GivesTheSameWhateverIsBesideItInTheBatch()
    {
        using var copy = Optimized();
        var tiles = Tiles.Many(19);
        using var model = ClipModel.Open(copy.Path, new ClipModelOptions { Encoder = new EncoderOptions { Lanes = 3 } });

        var together = new float[tiles.Count * 32];
        model.Images.Encode(tiles, together, Cancellation);

        for (var i = 0; i < tiles.Count; i++)
        {
            var alone = new float[32];
            model.Images.Encode([tiles[i]], alone, Cancellation);
            Reference.AssertClose(alone, together.AsSpan(i * 32, 32), 1e-6f);
        }
    }

    [Fact]
    public void EncodeTokens_OptimizedTextsOfManyLengths_ComeInOrder()
    {
        using var copy = Optimized();
        using var model = ClipModel.Open(copy.Path);
        var texts = new[] { "a dog", "two dogs on the beach", "a cat", "", "a b c d e f g", "night" }.Select(t => model.Texts.Tokenize(t).Ids).ToList();

        var together = new float[texts.Count * 32];
        model.Texts.EncodeTokens(texts, together, Cancellation);

        for (var i = 0; i < texts.Count; i++)
        {
            var alone = new float[32];
            model.Texts.EncodeTokens([texts[i]], alone, Cancellation);
            Reference.AssertClose(alone, together.AsSpan(i * 32, 32), 1e-6f);
        }
    }

    [Fact]
    public void EncodeTensors_Optimized_UsesThePublishedTower()
    {
        using var copy = Optimized();
        using var model = ClipModel.Open(copy.Path);
        using var published = ClipModel.Open(copy.Path, new ClipModelOptions { UseOptimized = false });
        var (expected, actual) = (new float[32], new float[32]);

        published.Images.EncodeTensors(Reference.Tensor(1, 64), 1, expected, Cancellation);
        model.Images.EncodeTensors(Reference.Tensor(1, 64), 1, actual, Cancellation);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Optimize_UnknownTowers_AreReportedAndLeftAlone()
    {
        using var copy = new ModelCopy("hf");
        foreach (var file in Directory.EnumerateFiles(Reference.Starter, "*", SearchOption.AllDirectories))
        {
            var target = copy["..", "starter", Path.GetRelativePath(Reference.Starter, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var tiles = Enumerable.Range(0, ModelOptimizer.FewestPictures).Select(_ => new PixelTile(128, 128)).ToList();
        var report = ModelOptimizer.Optimize(copy["..", "starter"], tiles, new ClipModelOptions(), cancellationToken: Cancellation);

        Assert.Equal(new OptimizationReport(null, "it does not end with one token's vector", "its output is not a linear projection"), report);
        Assert.False(Directory.Exists(copy["..", "starter", "optimized"]));
    }

    [Fact]
    public void Optimize_OneUnknownTower_RebuildsTheOther()
    {
        // A text tower that sees what follows depends on its padding, so that it may not be cut to its text.
        using var copy = ExportedClip.Write(new ExportStyle { Without = "mask" });

        var report = ModelOptimizer.Optimize(copy.Path, Tiles.Many(16), new ClipModelOptions(), cancellationToken: Cancellation);

        Assert.Null(report.ImageProblem);
        Assert.StartsWith("rebuilt, it gives other vectors: numbers differ by up to 0", report.TextProblem, StringComparison.Ordinal);
        Assert.Null(report.Model!.Text);
        using var model = ClipModel.Open(copy.Path);
        Assert.NotNull(model.Optimized!.Image);
        Assert.Equal(32, model.Texts.Encode("a dog", Cancellation).Vector.Length);
    }

    [Fact]
    public void Optimize_Outliers_AreSmoothedOrKeptInSinglePrecision()
    {
        using var copy = new ModelCopy("hf");
        Outliers.AddTo(copy["onnx", "vision_model.onnx"]);

        var report = ModelOptimizer.Optimize(copy.Path, Tiles.Many(32), new ClipModelOptions(), cancellationToken: Cancellation);

        Assert.InRange(report.Model!.Image!.MedianCosine, TowerSearch.MedianLimit, 1.0001);
        Assert.InRange(report.Model.Image.LeastCosine, TowerSearch.LeastLimit, 1.0001);
    }

    [Fact]
    public void Optimize_Twice_ReplacesTheFirst()
    {
        using var copy = Optimized();

        ModelOptimizer.Optimize(copy.Path, Tiles.Many(20), new ClipModelOptions(), cancellationToken: Cancellation);

        Assert.Equal(3, Directory.GetFiles(copy["optimized"]).Length);
        using var model = ClipModel.Open(copy.Path);
        Assert.Equal(20, model.Optimized!.Photos);
    }

    [Fact]
    public void Optimize_Cancelled_LeavesTheModelAsItWas()
    {
        using var copy = Optimized();
        var json = File.ReadAllText(copy["optimized", "optimized.json"]);
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => ModelOptimizer.Optimize(
            copy.Path, Tiles.Many(20), new ClipModelOptions(), what => { if (what == "measuring") stop.Cancel(); }, stop.Token));

        Assert.Equal(json, File.ReadAllText(copy["optimized", "optimized.json"]));
        using var model = ClipModel.Open(copy.Path);
        Assert.Equal(24, model.Optimized!.Photos);
    }

    [Fact]
    public void Optimize_TooFewPictures_IsRefused()
    {
        using var copy = new ModelCopy();

        var error = Assert.Throws<ArgumentException>(() => ModelOptimizer.Optimize(copy.Path, Tiles.Many(15), new ClipModelOptions(), cancellationToken: Cancellation));

        Assert.StartsWith("At least 16 pictures are needed, not 15.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_RemovesAllOfIt()
    {
        using var copy = Optimized();

        Assert.True(ModelOptimizer.Undo(copy.Path));
        Assert.False(ModelOptimizer.Undo(copy.Path));

        Assert.False(Directory.Exists(copy["optimized"]));
        using var model = ClipModel.Open(copy.Path);
        Assert.Null(model.Optimized);
        Assert.Null(model.OptimizationProblem);
    }

    /// <summary>A copy of the fixture that is optimised with 24 pictures.</summary>
    internal static ModelCopy Optimized(string layout = "hf")
    {
        var copy = new ModelCopy(layout);
        ModelOptimizer.Optimize(copy.Path, Tiles.Many(24), new ClipModelOptions(), cancellationToken: Cancellation);
        return copy;
    }

    private static List<float[]> Encode(string path, List<PixelTile> tiles)
    {
        using var model = ClipModel.Open(path);
        var vectors = new float[tiles.Count * 32];
        model.Images.Encode(tiles, vectors, Cancellation);
        return [.. vectors.Chunk(32)];
    }

    private static double Cosine(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
