namespace Fovea.Imaging.Tests;

public class ResizePlanTests
{
    // width, height, resized width and height, crop x and y: what torchvision computes for 224.
    [Theory]
    [InlineData(800, 533, 336, 224, 56, 0)]
    [InlineData(533, 800, 224, 336, 0, 56)]
    [InlineData(635, 224, 635, 224, 206, 0)]
    [InlineData(225, 224, 225, 224, 0, 0)]
    [InlineData(227, 224, 227, 224, 2, 0)]
    [InlineData(1800, 260, 1550, 224, 663, 0)]
    [InlineData(1, 65_500, 224, 14_672_000, 0, 7_335_888)]
    public void For_ShortestSide_IsTorchvisions(int width, int height, int resizedWidth, int resizedHeight, int cropX, int cropY)
    {
        var plan = ResizePlan.For(width, height, Decode.Clip);
        Assert.Equal((resizedWidth, resizedHeight, cropX, cropY), (plan.ResizedWidth, plan.ResizedHeight, plan.CropX, plan.CropY));
        Assert.Equal((224, 224), (plan.CropWidth, plan.CropHeight));
    }

    [Fact]
    public void For_ResizeTo_CropsTheTileOutOfALargerPicture()
    {
        var plan = ResizePlan.For(1000, 500, new PreprocessSpec { Width = 224, Height = 224, ResizeTo = 256 });
        Assert.Equal((512, 256, 144, 16), (plan.ResizedWidth, plan.ResizedHeight, plan.CropX, plan.CropY));
    }

    [Fact]
    public void For_TileThatIsNotSquare_CoversIt()
    {
        var plan = ResizePlan.For(1000, 1000, new PreprocessSpec { Width = 200, Height = 100 });
        Assert.Equal((200, 200, 0, 50), (plan.ResizedWidth, plan.ResizedHeight, plan.CropX, plan.CropY));
        Assert.Equal((200, 100), (plan.TileWidth, plan.TileHeight));
    }

    [Fact]
    public void For_Squash_IgnoresTheShape()
    {
        var plan = ResizePlan.For(1000, 10, new PreprocessSpec { Width = 64, Height = 48, Mode = ResizeMode.Squash });
        Assert.Equal((64, 48, 0, 0), (plan.ResizedWidth, plan.ResizedHeight, plan.CropX, plan.CropY));
    }

    [Fact]
    public void For_LongestSide_NeverVanishes()
    {
        var plan = ResizePlan.For(60_000, 1, new PreprocessSpec { Width = 224, Height = 224, Mode = ResizeMode.LongestSide });
        Assert.Equal((224, 1, 0, 111), (plan.ResizedWidth, plan.ResizedHeight, plan.TileX, plan.TileY));
    }

    [Theory]
    [InlineData(4000, 3000, 320, 320, 240)]
    [InlineData(100, 50, 320, 100, 50)]
    public void Fit_LongestSide_NeverEnlarges(int width, int height, int longest, int fitWidth, int fitHeight)
    {
        var plan = ResizePlan.Fit(width, height, ThumbnailSpec.Within(longest));
        Assert.Equal((fitWidth, fitHeight), (plan.TileWidth, plan.TileHeight));
    }

    // A box filter of 2, 4 or 8 pixels changes little for a model; for people it hides behind a target at least twice smaller.
    [Theory]
    [InlineData(4032, 3024, 8, 4)]
    [InlineData(8064, 6048, 8, 8)]
    [InlineData(1200, 800, 2, 1)]
    [InlineData(1200, 900, 4, 2)]
    [InlineData(6000, 500, 2, 1)]
    [InlineData(500, 375, 1, 1)]
    public void Divisor_OfAJpeg_KeepsTheTargetAndTwiceTheTargetForPeople(int width, int height, int forModel, int forPeople)
    {
        var plan = ResizePlan.For(width, height, Decode.Clip);
        Assert.Equal(forModel, JpegScale.Divisor(width, height, plan, transposed: false, isForPeople: false));
        Assert.Equal(forPeople, JpegScale.Divisor(width, height, plan, transposed: false, isForPeople: true));
    }
}
