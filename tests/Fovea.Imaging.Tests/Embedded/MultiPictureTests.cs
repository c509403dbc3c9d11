using System.Buffers.Binary;
using CsCheck;
using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>JPEG files of a test's own making with previews behind the photo, as cameras append them.</summary>
public class MultiPictureTests
{
    private const uint FullHd = 0x010002;

    [Fact]
    public void Decode_PhotoWithAPreview_ShowsThePreviewAndKnowsTheFullSize()
    {
        var photo = Decode.Photo("a.jpg", Append(Pictures.Jpeg(1600, 1200), White(640, 480), FullHd));
        using var tile = photo.Tile;
        Assert.Equal((255, 255, 255), Pixels.At(tile, 112, 112));
        Assert.Equal((PhotoFormat.Jpeg, 1600, 1200), (photo.Metadata.Format, photo.Metadata.Width, photo.Metadata.Height));
    }

    [Fact]
    public void Decode_TurnedPhoto_TurnsThePreview()
    {
        // Green is above as stored; orientation 8 brings it to the left.
        var turned = Pictures.Jpeg(1600, 1200, new TiffWriter().Short(0x112, 8).ToBytes());
        var photo = Decode.Photo("a.jpg", Append(turned, Pictures.Jpeg(640, 480), FullHd), Decode.Square(64));
        using var tile = photo.Tile;
        Assert.Equal((1200, 1600), (photo.Metadata.Width, photo.Metadata.Height));
        Pictures.AssertClose((0, 255, 0), Pixels.At(tile, 1, 10));
    }

    [Theory]
    [InlineData("too small", 280, 210, FullHd)]
    [InlineData("bars", 640, 428, FullHd)]
    [InlineData("saves little", 1200, 900, FullHd)]
    [InlineData("another photo of a pair", 640, 480, 0x020002)]
    public void Decode_PreviewThatDoesNotShowThePhoto_IsThePhoto(string why, int width, int height, uint type)
    {
        using var tile = Decode.Photo("a.jpg", Append(Pictures.Jpeg(1600, 1200), White(width, height), type), Decode.Square(64)).Tile;
        var top = Pixels.At(tile, 32, 1);
        Assert.True(top.G > 150 && top.R < 120, $"{why}: green expected, got {top}");
    }

    [Fact]
    public void Decode_PhotoCutShortBeforeItsPreview_SaysSo()
    {
        var jpeg = Append(Pictures.Jpeg(1600, 1200), White(640, 480), FullHd);
        var preview = jpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
        var photo = jpeg.AsSpan(0, preview);
        byte[] damaged = [.. photo[..(photo.Length / 2)], .. jpeg.AsSpan(preview)];
        Assert.Null(MultiPicture.TryFind(damaged, (_, _, _, _) => true));
        Assert.Null(MultiPicture.TryFind(jpeg.AsMemory(0, jpeg.Length - 2), (_, _, _, _) => true));
    }

    [Fact]
    public void TryFind_AnyBytesChanged_NeverThrows()
    {
        var whole = Append(Pictures.Jpeg(160, 120), Pictures.Jpeg(64, 48), FullHd);
        Gen.Select(Gen.Int[0, 120], Gen.Byte, Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample(
            (first, value, second, other, length) =>
            {
                var bytes = whole.AsSpan(0, Math.Max(120, length)).ToArray();
                bytes[Math.Min(first, bytes.Length - 1)] = value;
                if (second < bytes.Length) bytes[second] = other;
                MultiPicture.TryFind(bytes, (_, _, _, _) => true);
            },
            iter: 20_000);
    }

    private static byte[] White(int width, int height)
    {
        using var image = new MagickImage(MagickColors.White, (uint)width, (uint)height);
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    private static byte[] Append(byte[] photo, byte[] preview, uint type)
    {
        // The segment goes behind the start marker; offsets count from the TIFF header in it.
        const int HeaderAt = 2 + 4 + 4;
        var segment = Segment(0, 0).Length;
        var end = photo.Length + segment;
        return [0xFF, 0xD8, .. Segment(end, end - HeaderAt), .. photo.AsSpan(2), .. preview];

        byte[] Segment(int photoLength, int previewAt)
        {
            var entries = new byte[32];
            BinaryPrimitives.WriteUInt32LittleEndian(entries, 0x030000);
            BinaryPrimitives.WriteInt32LittleEndian(entries.AsSpan(4), photoLength);
            BinaryPrimitives.WriteUInt32LittleEndian(entries.AsSpan(16), type);
            BinaryPrimitives.WriteInt32LittleEndian(entries.AsSpan(20), preview.Length);
            BinaryPrimitives.WriteInt32LittleEndian(entries.AsSpan(24), previewAt);
            byte[] content = [.. "MPF\0"u8, .. new TiffWriter().Bytes(0xB000, [.. "0100"u8]).Long(0xB001, 2).Undefined(0xB002, entries).ToBytes()];
            return [0xFF, 0xE2, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
        }
    }
}
