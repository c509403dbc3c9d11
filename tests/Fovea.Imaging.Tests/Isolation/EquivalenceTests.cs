using Fovea.Testing;

namespace Fovea.Imaging.Tests.Isolation;

/// <summary>What comes out of a decoder's process is what comes out of the decoder.</summary>
public class EquivalenceTests
{
    [Fact]
    public void Decode_Pictures_AreTheSameToTheBit()
    {
        using var isolated = IsolatedDecoder.Start();
        foreach (var (name, bytes) in (ReadOnlySpan<(string, byte[])>)
        [
            ("plain.jpg", Pictures.Jpeg(640, 480)),
            ("clear.png", Pictures.Encode(300, 500, ImageMagick.MagickFormat.Png)),
            ("small.webp", Pictures.Encode(30, 20, ImageMagick.MagickFormat.WebP)),
            ("cut.jpg", Pictures.Jpeg(640, 480)[..2000]),
            ("text.txt", "no picture at all"u8.ToArray()),
            ("empty.jpg", []),
            ("broken.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]),
        ])
        {
            AssertSame(name, bytes, isolated);
        }
    }

    [Theory]
    [InlineData("formats", 400)]
    [InlineData("hostile", 1000)]
    [InlineData("library", 20)]
    public void Decode_RealAndHostileFiles_AreTheSameToTheBit(string folder, int most)
    {
        var path = SharedFiles.Find("photos", folder);
        Assert.SkipUnless(path is not null, SharedFiles.Reason);
        using var isolated = IsolatedDecoder.Start();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(most))
        {
            AssertSame(Path.GetFileName(file), File.ReadAllBytes(file), isolated);
        }
    }

    [Fact]
    public void Preview_AndToPng_AreTheSameToTheBit()
    {
        using var isolated = IsolatedDecoder.Start();
        var here = new MagickPictureRenderer(new DecodeLimits());
        var source = new PhotoSource("a.jpg", Pictures.Jpeg(640, 480));
        foreach (var format in (PictureFormat[])[PictureFormat.Jpeg, PictureFormat.Png])
        {
            var expected = Assert.IsType<PhotoPreview.Made>(here.Preview(source, ThumbnailSpec.Within(90), format, TestContext.Current.CancellationToken));
            var actual = Assert.IsType<PhotoPreview.Made>(isolated.Preview(source, ThumbnailSpec.Within(90), format, TestContext.Current.CancellationToken));
            Assert.Equal(expected.Bytes.ToArray(), actual.Bytes.ToArray());
            Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        }

        using var tile = Decode.Photo("a.jpg", source.Bytes).Tile;
        Assert.Equal(here.ToPng(tile), isolated.ToPng(tile));
    }

    private static void AssertSame(string name, byte[] bytes, IsolatedPhotoDecoder isolated)
    {
        var expected = Decode.Decoder.Decode(new PhotoSource(name, bytes), Decode.Clip, ThumbnailSpec.Default, TestContext.Current.CancellationToken);
        var actual = isolated.Decode(name, bytes);
        if (expected is not PhotoOutcome.Decoded one)
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.True(actual is PhotoOutcome.Decoded, $"{name}: {actual}");
        var other = (PhotoOutcome.Decoded)actual;
        using (one.Tile)
        using (other.Tile)
        {
            Assert.Equal(one.Metadata, other.Metadata);
            Assert.True(one.Tile.Pixels.SequenceEqual(other.Tile.Pixels), name);
            Assert.True(one.Thumbnail!.Jpeg.Span.SequenceEqual(other.Thumbnail!.Jpeg.Span), name);
            Assert.Equal((one.Thumbnail.Width, one.Thumbnail.Height, one.Thumbnail.Colour), (other.Thumbnail.Width, other.Thumbnail.Height, other.Thumbnail.Colour));
        }
    }
}
