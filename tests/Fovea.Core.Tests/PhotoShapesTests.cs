namespace Fovea.Core.Tests;

public sealed class PhotoShapesTests
{
    [Theory]
    [InlineData(4000, 3000, PhotoShape.Landscape)]
    [InlineData(3000, 4000, PhotoShape.Portrait)]
    [InlineData(1000, 1000, PhotoShape.Square)]
    [InlineData(1000, 950, PhotoShape.Square)]
    [InlineData(950, 1000, PhotoShape.Square)]
    [InlineData(1000, 949, PhotoShape.Landscape)]
    [InlineData(949, 1000, PhotoShape.Portrait)]
    [InlineData(int.MaxValue, int.MaxValue - 1, PhotoShape.Square)]
    [InlineData(0, 100, null)]
    [InlineData(100, -1, null)]
    public void Of_Size_IsTheShape(int width, int height, PhotoShape? expected) => Assert.Equal(expected, PhotoShapes.Of(width, height));
}
