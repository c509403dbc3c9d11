using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>Pictures of a test's own making in formats that <see cref="Fovea.Testing.TestPicture"/> does not write.</summary>
internal static class Pictures
{
    /// <summary>Left half red, right half blue, top row of pixels as wide as the picture is green: every turn and flip shows.</summary>
    public static MagickImage Flag(int width, int height)
    {
        _ = Decode.Decoder;
        var image = new MagickImage(MagickColors.Red, (uint)width, (uint)height);
        using var right = new MagickImage(MagickColors.Blue, (uint)(width / 2), (uint)height);
        using var top = new MagickImage(MagickColors.Lime, (uint)width, (uint)(height / 4));
        image.Composite(right, width / 2, 0, CompositeOperator.Over);
        image.Composite(top, 0, 0, CompositeOperator.Over);
        return image;
    }

    public static byte[] Encode(int width, int height, MagickFormat format, Action<MagickImage>? prepare = null)
    {
        using var image = Flag(width, height);
        image.Quality = 95;
        prepare?.Invoke(image);
        return image.ToByteArray(format);
    }

    public static byte[] Jpeg(int width, int height, byte[]? exif = null)
    {
        var jpeg = Encode(width, height, MagickFormat.Jpeg);
        if (exif is null) return jpeg;
        byte[] payload = [.. "Exif\0\0"u8, .. exif];
        var length = payload.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. payload, .. jpeg.AsSpan(2)];
    }

    /// <summary>The flag of 96 × 64, stored as an orientation says that it must be turned.</summary>
    public static byte[] Turned(MagickFormat coder, ushort orientation)
    {
        using var image = Flag(96, 64);
        switch (orientation)
        {
            case 2: image.Flop(); break;
            case 3: image.Rotate(180); break;
            case 4: image.Flip(); break;
            case 5: image.Transpose(); break;
            case 6: image.Rotate(270); break;
            case 7: image.Transverse(); break;
            case 8: image.Rotate(90); break;
        }

        image.Quality = 95;
        image.Orientation = (ImageMagick.Orientation)orientation;
        if (coder != MagickFormat.Tiff) image.SetProfile(new ExifProfile(new TiffWriter(bigEndian: orientation % 2 == 0).Short(0x112, orientation).ToBytes()));
        return image.ToByteArray(coder);
    }

    /// <summary>Asserts that a square tile of the whole flag is upright: green above, red left, blue right.</summary>
    public static void AssertUpright(PixelTile tile)
    {
        AssertClose((0, 255, 0), Pixels.At(tile, tile.Width / 2, 1));
        AssertClose((255, 0, 0), Pixels.At(tile, tile.Width / 8, tile.Height - 3));
        AssertClose((0, 0, 255), Pixels.At(tile, tile.Width * 7 / 8, tile.Height - 3));
    }

    public static void AssertClose((int R, int G, int B) expected, (byte R, byte G, byte B) actual, int tolerance = 40)
    {
        var distance = Math.Max(Math.Abs(expected.R - actual.R), Math.Max(Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B)));
        Assert.True(distance <= tolerance, $"expected about {expected}, got {actual}");
    }
}
