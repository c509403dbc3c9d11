using CsCheck;

namespace Fovea.Core.Tests;

public sealed class ContentHashTests
{
    [Fact]
    public void ToBytes_AnyHash_ComesBack() => Gen.Select(Gen.ULong, Gen.ULong).Sample((high, low) =>
    {
        var hash = new ContentHash(new UInt128(high, low));
        Assert.Equal(hash, ContentHash.FromBytes(hash.ToBytes()));
        Assert.Equal(Convert.ToHexStringLower(hash.ToBytes()), hash.ToString());
    });

    [Fact]
    public void FromBytes_TooFew_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ContentHash.FromBytes(new byte[15]));
}
