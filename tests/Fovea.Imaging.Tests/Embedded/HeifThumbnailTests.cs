using CsCheck;
using ImageMagick;

namespace Fovea.Imaging.Tests;

public class HeifThumbnailTests
{
    private static readonly byte[] Turn = HeifFile.Box("irot"u8, 1);

    private static readonly byte[] Crop = HeifFile.Box("clap"u8, 0, 0, 1, 64, 0, 0, 0, 1, 0, 0, 0, 240, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1);

    private static readonly byte[] Alpha = HeifFile.Box("auxC"u8, [0, 0, 0, 0, .. "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"u8, 0]);

    [Fact]
    public void Decode_PhotoWithAThumbnail_ShowsTheThumbnailAndKnowsTheFullSize()
    {
        var photo = Decode.Photo("a.avif", new HeifFile().ToBytes());
        using var tile = photo.Tile;
        Assert.Equal((255, 255, 255), Pixels.At(tile, 112, 112));
        Assert.Equal((PhotoFormat.Avif, 640, 480), (photo.Metadata.Format, photo.Metadata.Width, photo.Metadata.Height));
    }

    [Fact]
    public void Decode_SmallCopyWanted_IsAsLargeAsTheThumbnail()
    {
        var outcome = Decode.Decoder.Decode(new PhotoSource("a.avif", new HeifFile().ToBytes()), Decode.Clip, ThumbnailSpec.Default, TestContext.Current.CancellationToken);
        var photo = Assert.IsType<PhotoOutcome.Decoded>(outcome);
        photo.Tile.Dispose();
        Assert.Equal((320, 240, 0xFFFFFF), (photo.Thumbnail!.Width, photo.Thumbnail.Height, photo.Thumbnail.Colour));
    }

    [Fact]
    public void Decode_BothTurned_IsTheThumbnailUpright()
    {
        // Green is above in the picture as stored; a quarter turn against the clock brings it to the left.
        var file = new HeifFile { Thumbnail = Pictures.Encode(320, 240, MagickFormat.Avif), PhotoProperties = [Turn], ThumbnailProperties = [Turn] };
        var photo = Decode.Photo("a.avif", file.ToBytes(), Decode.Square(64));
        using var tile = photo.Tile;
        Assert.Equal((480, 640), (photo.Metadata.Width, photo.Metadata.Height));
        Pictures.AssertClose((0, 255, 0), Pixels.At(tile, 1, 10));
    }

    [Fact]
    public void Decode_WithoutShortcuts_IsThePhoto()
    {
        var decoder = new MagickPhotoDecoder(new DecodeLimits { UseShortcuts = false });
        var photo = Assert.IsType<PhotoOutcome.Decoded>(decoder.Decode(new PhotoSource("a.avif", new HeifFile().ToBytes()), Decode.Square(64), null, TestContext.Current.CancellationToken));
        using var tile = photo.Tile;
        Pictures.AssertClose((0, 255, 0), Pixels.At(tile, 32, 1));
    }

    public static TheoryData<string> Others => ["too small", "bars", "turned otherwise", "cropped", "transparent", "damaged", "no thumbnail", "no grid"];

    [Theory]
    [MemberData(nameof(Others))]
    public void Decode_ThumbnailThatDoesNotShowThePhoto_IsThePhoto(string why)
    {
        var file = why switch
        {
            "too small" => new HeifFile { Thumbnail = HeifFile.White(288, 216) },
            "bars" => new HeifFile { Thumbnail = HeifFile.White(320, 250) },
            "turned otherwise" => new HeifFile { ThumbnailProperties = [Turn] },
            "cropped" => new HeifFile { ThumbnailProperties = [Crop] },
            "transparent" => new HeifFile { Reference = "auxl", ThumbnailProperties = [Alpha] },
            "no grid" => new HeifFile { IsGrid = false, Thumbnail = HeifFile.White(256, 384) },
            "no thumbnail" => new HeifFile { Reference = "cdsc" },
            _ => new HeifFile(),
        };
        var bytes = file.ToBytes();
        if (why == "damaged")
        {
            Assert.True(HeifMeta.TryRead(bytes, out var meta));
            bytes.AsSpan((int)meta.Find(2)!.Extents[0].Offset, (int)meta.Find(2)!.Extents[0].Length).Fill(0xFF);
        }

        using var tile = Decode.Photo("a.avif", bytes, Decode.Square(64)).Tile;
        var top = Pixels.At(tile, 32, 1);
        Assert.True(top.G > 150 && top.R < 120, $"green expected, got {top}");
    }

    // What an essential property of an unknown kind means for the pixels, nobody can say.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryWrite_UnknownProperty_IsLeftOutUnlessEssential(bool isEssential)
    {
        Assert.True(HeifMeta.TryRead(new HeifFile().ToBytes(), out var meta));
        var item = new HeifItem { Type = "av01" };
        meta.Properties.Add(HeifFile.Box("what"u8));
        item.Properties.Add((meta.Properties.Count, isEssential));
        Assert.Equal(isEssential, HeifWriter.TryWrite(meta, item, [], MagickFormat.Avif) is null);
    }

    [Fact]
    public void Decode_PhotoCutOffBehindItsThumbnail_FailsAsWithoutOne()
    {
        var bytes = new HeifFile().ToBytes();
        Assert.Equal(PhotoFailureKind.Corrupt, Decode.Failure("a.avif", bytes.AsMemory(0, bytes.Length - 20)).Kind);
    }

    [Fact]
    public void TryRead_CountsWithoutBytesForThem_EndsSoon()
    {
        var bytes = new HeifFile().ToBytes();
        var place = bytes.AsSpan().IndexOf("iloc"u8);

        // No bytes for an offset and a length: 65,535 parts of an item take none at all.
        bytes[place + 8] = 0;
        bytes.AsSpan(place + 10, 2).Fill(0xFF);
        bytes.AsSpan(place + 16, 2).Fill(0xFF);
        Assert.False(HeifMeta.TryRead(bytes, out _));
    }

    [Fact]
    public void TryTake_AnyBytesChanged_NeverThrows()
    {
        var whole = new HeifFile { PhotoProperties = [Turn], ThumbnailProperties = [Turn] }.ToBytes();
        var head = whole.AsSpan().IndexOf("mdat"u8);
        Gen.Select(Gen.Int[0, head], Gen.Byte, Gen.Int[0, head], Gen.Byte, Gen.Int[0, whole.Length]).Sample(
            (first, value, second, other, length) =>
            {
                var bytes = whole.AsSpan(0, Math.Max(length, head / 2)).ToArray();
                if (first < bytes.Length) bytes[first] = value;
                if (second < bytes.Length) bytes[second] = other;
                HeifThumbnail.TryTake(bytes, MagickFormat.Avif, (_, _, _, _) => true);
            },
            iter: 20_000);
    }

    [Fact]
    public void Decode_AnyByteChanged_IsAnOutcome()
    {
        var whole = new HeifFile { Width = 320, Thumbnail = HeifFile.White(256, 192) }.ToBytes();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                var bytes = (byte[])whole.Clone();
                bytes[at] = value;
                if (Decode.Decoder.Decode(new PhotoSource("a.avif", bytes), Decode.Square(64), null, CancellationToken.None) is PhotoOutcome.Decoded photo) photo.Tile.Dispose();
            },
            iter: 300);
    }
}
