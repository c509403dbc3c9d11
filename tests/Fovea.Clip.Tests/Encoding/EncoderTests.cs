using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>What callers may count on, whatever the graph: order, batches, lengths, bad vectors, threads, cancellation.</summary>
public sealed class EncoderTests
{
    [Theory]
    [InlineData("openclip", 1)]
    [InlineData("hf", 8)]
    public void Encode_AnyNumberOfTiles_GivesWhatEachAloneGives(string layout, int batch)
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, layout));
        Assert.Equal(batch, model.Images.BatchSize);
        var tiles = Enumerable.Range(0, 21).Select(i => Noise(i, 64)).ToList();
        var alone = tiles.ConvertAll(t => Encode(model, [t]));

        foreach (var count in new[] { 0, 1, 3, 8, 9, 21 })
        {
            var together = Encode(model, tiles[..count]);
            for (var i = 0; i < count; i++) Reference.AssertClose(alone[i], together.AsSpan(i * 32, 32), 1e-5f);
        }

        tiles.ForEach(t => t.Dispose());
    }

    [Fact]
    public void Encode_AnyPixels_GivesUnitVectors()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        Gen.Int[0, 1 << 20].Sample(
            seed =>
            {
                using var tile = Noise(seed, 64);
                Assert.Equal(1, Math.Sqrt(Encode(model, [tile]).Sum(v => (double)v * v)), 1e-5);
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void EncodeTensors_NotANumber_NamesThePosition()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        var tensors = new float[10 * model.Images.TensorLength];
        tensors[(9 * model.Images.TensorLength) + 5] = float.NaN;

        var error = Assert.Throws<EncodingException>(() => model.Images.EncodeTensors(tensors, 10, new float[10 * 32], TestContext.Current.CancellationToken));

        Assert.Equal(9, error.Position);
        Assert.Equal(
            "The model gave a vector with infinite or undefined numbers for input 9. It cannot be compared with others; if this happens for every input, fetch the model again.",
            error.Message);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    public void Normalise_NoDirection_IsRefusedAndNothingWritten(float first, float second)
    {
        var destination = new float[] { 7, 7 };
        Assert.Equal(3, Assert.Throws<EncodingException>(() => UnitVector.Normalise([first, second], destination, 3)).Position);
        Assert.Equal([7, 7], destination);
    }

    [Theory]
    [InlineData(3e30f, 4e30f)]
    [InlineData(3e-30f, 4e-30f)]
    public void Normalise_ExtremeLengths_GivesUnitVector(float first, float second)
    {
        var destination = new float[2];
        UnitVector.Normalise([first, second], destination, 0);
        Reference.AssertClose([0.6f, 0.8f], destination, 1e-6f);
    }

    [Fact]
    public void PixelNormaliser_Planes_EqualTheFormula()
    {
        var spec = new PreprocessSpec { Width = 2, Height = 1 };
        var planes = new float[6];
        new PixelNormaliser(spec).Normalise([0, 128, 255, 10, 20, 30], planes);
        byte[] expected = [0, 10, 128, 20, 255, 30];
        for (var i = 0; i < 6; i++) Assert.Equal(((expected[i] / 255.0) - spec.Mean[i / 2]) / spec.StandardDeviation[i / 2], planes[i], 1e-6);
    }

    [Fact]
    public void Encode_WrongTileOrOutput_NamesBothSizes()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var tile = new PixelTile(32, 64);
        var error = Assert.Throws<ArgumentException>(() => model.Images.Encode([tile], new float[32], TestContext.Current.CancellationToken));
        Assert.StartsWith("A tile has 32 × 64 pixels; the model reads 64 × 64.", error.Message, StringComparison.Ordinal);
        using var right = Noise(1, 64);
        Assert.Throws<ArgumentException>(() => model.Images.Encode([right], new float[31], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Encode_Cancelled_Throws()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var tile = Noise(1, 64);
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => model.Images.Encode([tile], new float[32], cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => model.Texts.Encode("cat", cancelled));
    }

    [Fact]
    public void Encode_ManyThreads_GivesTheSameVectors()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        var tiles = Enumerable.Range(0, 8).Select(i => Noise(i, 64)).ToList();
        var expected = Encode(model, tiles);
        var text = model.Texts.Encode("two dogs", TestContext.Current.CancellationToken).Vector.ToArray();

        Parallel.For(0, 24, i =>
        {
            Reference.AssertClose(expected, Encode(model, tiles), 1e-6f);
            Reference.AssertClose(text, model.Texts.Encode("two dogs", TestContext.Current.CancellationToken).Vector.Span, 1e-6f);
        });

        tiles.ForEach(t => t.Dispose());
    }

    [Fact]
    public void EncodeTokens_Batch_GivesWhatEachAloneGives()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        string[] texts = ["a cat", "", "two dogs on the beach", "night", "a", "b", "c", "d", "e"];
        var together = new float[texts.Length * 32];
        model.Texts.EncodeTokens([.. texts.Select(t => model.Texts.Tokenize(t).Ids)], together, TestContext.Current.CancellationToken);

        for (var i = 0; i < texts.Length; i++)
        {
            Reference.AssertClose(model.Texts.Encode(texts[i], TestContext.Current.CancellationToken).Vector.ToArray(), together.AsSpan(i * 32, 32), 1e-5f);
        }
    }

    [Fact]
    public void Encode_LongText_SaysThatItWasCut()
    {
        using var model = ClipModel.Open(Reference.Starter);
        Assert.True(model.Texts.Encode(string.Join(' ', Enumerable.Repeat("dog", 76)), TestContext.Current.CancellationToken).Truncated);
        Assert.False(model.Texts.Encode(string.Join(' ', Enumerable.Repeat("dog", 75)), TestContext.Current.CancellationToken).Truncated);
    }

    [Theory]
    [InlineData(null, 5, 8)]
    [InlineData(null, 1, 1)]
    [InlineData(null, 8, 8)]
    [InlineData(null, 3, 4)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 2, 4)]
    public void BatchPlan_Rows_AreFewFixedShapes(int? fixedBatch, int count, int rows) => Assert.Equal(rows, new BatchPlan(fixedBatch, 8).Rows(count));

    private static float[] Encode(ClipModel model, List<PixelTile> tiles)
    {
        var vectors = new float[tiles.Count * 32];
        model.Images.Encode(tiles, vectors, TestContext.Current.CancellationToken);
        return vectors;
    }

    private static PixelTile Noise(int seed, int size)
    {
        var tile = new PixelTile(size, size);
        new Random(seed).NextBytes(tile.Pixels);
        return tile;
    }
}
