namespace Fovea.Clip.Tests;

/// <summary>Many callers at once get what each alone gets, and never more lanes are taken than there are.</summary>
public sealed class LaneTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Encode_ManyCallersAtOnce_GiveWhatEachAloneGives(int lanes)
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"), new ClipModelOptions { Encoder = new EncoderOptions { Lanes = lanes } });
        var tiles = Tiles.Many(11);
        var expected = Encode(model, tiles);

        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = TestContext.Current.CancellationToken }, call =>
        {
            var some = tiles[..(1 + (call % tiles.Count))];
            var vectors = Encode(model, some);
            Reference.AssertClose(expected[..vectors.Length], vectors, 1e-5f);
        });
        tiles.ForEach(t => t.Dispose());
    }

    [Fact]
    public void Enter_LanesThatAreFree_AreAllTakenAndNoMore()
    {
        using var gate = new LaneGate(3);

        Assert.Equal(2, gate.Enter(2, TestContext.Current.CancellationToken));
        Assert.Equal(1, gate.Enter(8, TestContext.Current.CancellationToken));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => gate.Enter(1, stop.Token));
        gate.Leave(2);
        Assert.Equal(2, gate.Enter(8, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Encode_Cancelled_ThrowsAndLeavesTheLanesFree()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"), new ClipModelOptions { Encoder = new EncoderOptions { Lanes = 2 } });
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var tiles = Tiles.Many(9);

        Assert.ThrowsAny<OperationCanceledException>(() => model.Images.Encode(tiles, new float[9 * 32], stop.Token));

        Assert.Equal(9 * 32, Encode(model, tiles).Length);
    }

    [Fact]
    public void Arrange_Pixels_EachIsInItsPatch()
    {
        var patches = new PatchArranger(5, 4, 2);
        var pixels = Enumerable.Range(0, 5 * 4 * 3).Select(i => (byte)i).ToArray();
        var arranged = new byte[patches.Length];
        Array.Fill(arranged, (byte)255);

        patches.Arrange(pixels, arranged);

        Assert.Equal(5, patches.Rows);
        Assert.All(arranged[..12], b => Assert.Equal(0, b));
        Assert.Equal([0, 1, 2, 3, 4, 5, 15, 16, 17, 18, 19, 20], arranged[12..24]);
        Assert.Equal([36, 37, 38, 39, 40, 41, 51, 52, 53, 54, 55, 56], arranged[48..60]);
    }

    private static float[] Encode(ClipModel model, List<PixelTile> tiles)
    {
        var vectors = new float[tiles.Count * 32];
        model.Images.Encode(tiles, vectors, TestContext.Current.CancellationToken);
        return vectors;
    }
}
