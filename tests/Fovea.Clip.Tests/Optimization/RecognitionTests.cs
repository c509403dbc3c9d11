namespace Fovea.Clip.Tests;

/// <summary>The same tower is found in whatever form an exporter wrote it, and rebuilt in fp32 it gives the same vectors.</summary>
public sealed class RecognitionTests
{
    private static readonly string[] Texts = ["a dog", "x", "", "two children playing football on the beach at sunset, long shadows", string.Join(' ', Enumerable.Repeat("very", 200))];

    public static TheoryData<string, ExportStyle> Styles { get; } = new()
    {
        { "as transformers writes it", new ExportStyle { Scale = "query", Parts = "apart" } },
        { "before opset 17", new ExportStyle { ManyNorms = true, Scale = "scores", Parts = "split" } },
        { "nn.MultiheadAttention, tokens first", new ExportStyle { TokensFirst = true, ManyNorms = true, Parts = "gather", Normalised = true, FixedBatch = true } },
        { "nn.MultiheadAttention, batch first", new ExportStyle { Parts = "gather", Normalised = true, Scale = "both", FixedBatch = true } },
        { "scaled_dot_product_attention", new ExportStyle { Scale = "both", GuardsProbabilities = true, MaskInput = true, Pool = "first" } },
        { "one layer, sliced", new ExportStyle { Parts = "slice", Scale = "scores", Pool = "gathernd" } },
        { "Gemm and the exact GELU", new ExportStyle { Gemm = true, Exact = true, Parts = "apart" } },
        { "tokens first, Gemm", new ExportStyle { TokensFirst = true, Gemm = true, Parts = "split", Exact = true, Scale = "scores", Pool = "first" } },
        { "a mask as input, several norms", new ExportStyle { MaskInput = true, ManyNorms = true, Normalised = true, Pool = "gathernd" } },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void Towers_WrittenByAnyExporter_GiveTheSameVectorsRebuilt(string exporter, ExportStyle style)
    {
        using var copy = ExportedClip.Write(style);

        AssertSame(copy.Path, exporter);
    }

    [Theory]
    [InlineData("hf")]
    [InlineData("openclip")]
    public void Towers_WrittenByPyTorch_GiveTheSameVectorsRebuilt(string layout) => AssertSame(Path.Combine(Reference.TinyClip, layout), layout);

    [Fact]
    public void Starter_IsNoTransformer_SaysWhichPartIsAnother()
    {
        var folder = ModelFolder.Read(Reference.Starter);

        var image = Assert.Throws<NotRecognizedException>(() => ImageTowerRecognizer.Recognize(OnnxModelReader.Read(folder.ImageTower), folder.ImageGraph, folder.Preprocessing));
        var text = Assert.Throws<NotRecognizedException>(() => TextTowerRecognizer.Recognize(OnnxModelReader.Read(folder.TextTower), folder.TextGraph, 77));

        Assert.Equal("it does not end with one token's vector", image.Message);
        Assert.Equal("its output is not a linear projection", text.Message);
    }

    /// <summary>Both towers are recognised, and rebuilt in fp32 they give the model's vectors.</summary>
    internal static void AssertSame(string path, string exporter)
    {
        using var model = ClipModel.Open(path);
        var folder = model.Folder;
        var image = ImageTowerRecognizer.Recognize(OnnxModelReader.Read(folder.ImageTower), folder.ImageGraph, folder.Preprocessing);
        var text = TextTowerRecognizer.Recognize(OnnxModelReader.Read(folder.TextTower), folder.TextGraph, 77);
        var tiles = Enumerable.Range(0, 9).Select(Tiles.Drawn).ToList();
        var ids = Texts.Select(t => model.Texts.Tokenize(t).Ids).ToList();

        var pictures = SampleRunner.Encode(ImageGraphBuilder.Build(image, folder.Preprocessing, TowerPlan.Single), OptimizationSamples.Of(tiles, image), TestContext.Current.CancellationToken);
        var texts = SampleRunner.Encode(TextGraphBuilder.Build(text, TowerPlan.Single, halfTable: false), OptimizationSamples.Of(ids), TestContext.Current.CancellationToken);

        for (var i = 0; i < tiles.Count; i++)
        {
            var expected = new float[32];
            model.Images.Encode([tiles[i]], expected, TestContext.Current.CancellationToken);
            Assert.True(Furthest(expected, pictures[i]) < 1e-4, $"{exporter}, picture {i}: {Furthest(expected, pictures[i])}");
        }

        for (var i = 0; i < Texts.Length; i++)
        {
            var expected = model.Texts.Encode(Texts[i], TestContext.Current.CancellationToken).Vector.ToArray();
            Assert.True(Furthest(expected, texts[i]) < 1e-4, $"{exporter}, '{Texts[i]}': {Furthest(expected, texts[i])}");
        }

        tiles.ForEach(t => t.Dispose());
    }

    private static float Furthest(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
