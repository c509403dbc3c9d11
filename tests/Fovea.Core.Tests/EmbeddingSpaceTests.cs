namespace Fovea.Core.Tests;

public sealed class EmbeddingSpaceTests
{
    private static readonly EmbeddingSpace Space = new("aa", "bb", "224x224", 512);

    [Fact]
    public void Id_SameParts_IsTheSameAndStable()
    {
        Assert.Equal(Space.Id, new EmbeddingSpace("aa", "bb", "224x224", 512).Id);
        Assert.Equal(Space.Id, Space.ToString());

        // Stored in catalogs: if this changes, every library is encoded again.
        Assert.Equal("f772c7440515951b96155c9b428a8421", Space.Id);
    }

    [Fact]
    public void Id_AnyPartDiffers_Differs()
    {
        EmbeddingSpace[] others =
        [
            Space with { ImageWeights = "ab" },
            Space with { TextWeights = "ba" },
            Space with { Preprocessing = "256x256" },
            Space with { Dimensions = 256 },
            new("bb", "aa", "224x224", 512),
            new("aa", "bb", "224x22", 4512),
        ];

        Assert.All(others, o => Assert.NotEqual(Space, o));
        Assert.All(others, o => Assert.NotEqual(Space.Id, o.Id));
    }

    [Fact]
    public void With_AnotherPart_IsTheSpaceOfThatPart()
    {
        var changed = Space with { Dimensions = 256 };

        Assert.Equal(new EmbeddingSpace("aa", "bb", "224x224", 256), changed);
        Assert.Equal(new EmbeddingSpace("aa", "bb", "224x224", 256).Id, changed.Id);
    }
}
