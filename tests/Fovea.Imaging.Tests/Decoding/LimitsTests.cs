using System.Buffers.Binary;
using System.IO.Hashing;
using Fovea.Testing;

namespace Fovea.Imaging.Tests;

public class LimitsTests
{
    [Fact]
    public void Decode_HeaderThatClaimsTooManyPixels_IsTooLargeAtOnce()
    {
        var failure = Decode.Failure("bomb.png", Claiming(20_000, 20_000));
        Assert.Equal(new PhotoFailure(PhotoFailureKind.TooLarge, "20,000 × 20,000 pixels, over the limit of 256,000,000 in all"), failure);
    }

    [Fact]
    public void Decode_PictureThatMustBeDecodedInFull_HasALowerLimit()
    {
        var failure = Decode.Failure("bomb.png", Claiming(12_000, 12_000));
        Assert.Equal(new PhotoFailure(PhotoFailureKind.TooLarge, "12,000 × 12,000 pixels, over the limit of 128,000,000 for a format that must be decoded in full"), failure);
    }

    [Fact]
    public void Decode_HeaderThatClaimsTooLongASide_IsTooLarge()
    {
        var failure = Decode.Failure("bomb.png", Claiming(2, 100_000));
        Assert.Equal(new PhotoFailure(PhotoFailureKind.TooLarge, "2 × 100,000 pixels, over the limit of 65,500 a side"), failure);
    }

    [Fact]
    public void Decode_JpegOverTheLimit_IsTooLargeThoughItWouldBeDecodedSmaller()
    {
        var decoder = new MagickPhotoDecoder(new DecodeLimits { MaxPixels = 1000 });
        var outcome = decoder.Decode(new PhotoSource("x.jpg", Pictures.Jpeg(64, 64)), Decode.Clip, null, TestContext.Current.CancellationToken);
        Assert.Equal("64 × 64 pixels, over the limit of 1,000 in all", Assert.IsType<PhotoOutcome.Failed>(outcome).Failure.Reason);
    }

    [Fact]
    public void Decode_LargeFile_IsTooLarge()
    {
        var decoder = new MagickPhotoDecoder(new DecodeLimits { MaxFileBytes = 10 });
        var outcome = decoder.Decode(new PhotoSource("x.png", new byte[11]), Decode.Clip, null, TestContext.Current.CancellationToken);
        Assert.Equal(new PhotoFailure(PhotoFailureKind.TooLarge, "11 bytes, over the limit of 10"), Assert.IsType<PhotoOutcome.Failed>(outcome).Failure);
    }

    [Fact]
    public void Decode_LongerThanTheLimit_TimesOut()
    {
        var decoder = new MagickPhotoDecoder(new DecodeLimits { MaxTime = TimeSpan.Zero });
        var outcome = decoder.Decode(new PhotoSource("x.jpg", Pictures.Jpeg(640, 480)), Decode.Clip, null, TestContext.Current.CancellationToken);
        Assert.Equal(
            new PhotoFailure(PhotoFailureKind.TimedOut, "the JPEG picture took longer than 0 seconds to decode"),
            Assert.IsType<PhotoOutcome.Failed>(outcome).Failure);
    }

    [Fact]
    public void Decode_Cancelled_ThrowsAndNothingElse()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Decode.Decoder.Decode(new PhotoSource("x.jpg", Pictures.Jpeg(64, 48)), Decode.Clip, null, cancelled.Token));
    }

    [Fact]
    public void Decode_PicturesThatTakeTurns_AllComeOut()
    {
        var decoder = new MagickPhotoDecoder(new DecodeLimits { ExclusivePixels = 10 });
        var png = TestPicture.Solid(9, 9, 9);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using var tile = Assert.IsType<PhotoOutcome.Decoded>(decoder.Decode(new PhotoSource("x.png", png), Decode.Square(8), null, default)).Tile;
            Assert.False(tile.Pixels.ContainsAnyExcept((byte)9));
        });
    }

    [Fact]
    public void Run_WorkThatDoesNotStop_IsLeftBehindAndItsResultDiscarded()
    {
        using var release = new ManualResetEventSlim();
        using var discarded = new ManualResetEventSlim();
        var stop = new StopSignal(TimeSpan.FromMilliseconds(20), TimeProvider.System, default);
        Assert.Throws<TimeoutException>(() => DecodeThread.Run(
            () =>
            {
                release.Wait();
                return 1;
            },
            stop,
            _ => discarded.Set()));
        release.Set();
        Assert.True(discarded.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TakeTurn_HolderWasLeftBehind_IsGivenToTheNext()
    {
        var first = new StopSignal(TimeSpan.FromMinutes(1), TimeProvider.System, default);
        var second = new StopSignal(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
        using var held = LargePictures.TakeTurn(true, first);
        first.Abandon();
        using var next = LargePictures.TakeTurn(true, second);
        Assert.NotNull(next);
    }

    // A whole PNG header, a few bytes long, that claims a size; nothing of the size is there.
    private static byte[] Claiming(int width, int height)
    {
        var png = TestPicture.Solid(0, 0, 0, 1, 1);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.HashToUInt32(png.AsSpan(12, 17)));
        return png;
    }
}
