using CsCheck;

namespace Fovea.Core.Tests;

public sealed class PhotoBitmapTests
{
    [Fact]
    public void Contains_AnyIds_IsTheSetOfThem() => Gen.Long[0, 5_000].Array[0, 60].Sample(ids =>
    {
        var bitmap = new PhotoBitmap();
        foreach (var id in ids) bitmap.Add(new PhotoId(id));

        var set = ids.ToHashSet();
        Assert.Equal(set.Count, bitmap.Count);
        for (var id = 0L; id <= 5_100; id++) Assert.Equal(set.Contains(id), bitmap.Contains(new PhotoId(id)));
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Contains_IdThatCannotBeIn_IsFalse(long id)
    {
        var bitmap = new PhotoBitmap();
        bitmap.Add(new PhotoId(63));

        Assert.False(bitmap.Contains(new PhotoId(id)));
        Assert.False(new PhotoBitmap().Contains(new PhotoId(id)));
    }

    [Fact]
    public void Add_NegativeId_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new PhotoBitmap().Add(new PhotoId(-1)));

    [Fact]
    public void Add_TenMillionthId_TakesLittleMemory()
    {
        var bitmap = new PhotoBitmap();
        bitmap.Add(new PhotoId(10_000_000));

        Assert.Equal(1, bitmap.Count);
        Assert.True(bitmap.Contains(new PhotoId(10_000_000)));
        Assert.False(bitmap.Contains(new PhotoId(9_999_999)));
    }
}
