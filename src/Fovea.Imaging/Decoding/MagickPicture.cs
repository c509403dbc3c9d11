using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Reads one picture with one named coder, and stops when told to.</summary>
internal static class MagickPicture
{
    /// <summary>Width and height as the header says, without decoding where the coder can do that.</summary>
    public static (int Width, int Height) Ping(ReadOnlySpan<byte> bytes, MagickFormat coder, StopSignal stop)
    {
        using var image = Open(bytes, coder, stop);
        return (checked((int)image.Width), checked((int)image.Height));
    }

    /// <summary>Reads what the file says about the picture (size, profiles), without pixels where the coder can do that. The caller disposes it.</summary>
    public static MagickImage Open(ReadOnlySpan<byte> bytes, MagickFormat coder, StopSignal stop)
    {
        var image = new MagickImage();
        try
        {
            image.Progress += (_, e) => e.Cancel = stop.ShouldStop;
            image.Ping(bytes, Settings(coder));
            stop.ThrowIfStopped();
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>Decodes the first frame. The caller disposes the picture.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="coder">The only coder that may read it.</param>
    /// <param name="jpegSize">For JPEG: decode at the smallest scale of the decoder whose result is at least this large; 0 for the full size.</param>
    /// <param name="stop">When to give up.</param>
    /// <param name="endsEarly">Whether libjpeg warned that the data of a scan ended too early.</param>
    public static MagickImage Read(ReadOnlySpan<byte> bytes, MagickFormat coder, (int Width, int Height) jpegSize, StopSignal stop, out bool endsEarly)
    {
        var warned = false;
        var settings = Settings(coder);
        if (jpegSize.Width > 0)
        {
            settings.SetDefine(MagickFormat.Jpeg, "size", $"{jpegSize.Width}x{jpegSize.Height}");

            // Where scans are missing libjpeg guesses what they would have shown, and means that are known get blurred by it.
            settings.SetDefine(MagickFormat.Jpeg, "block-smoothing", false);
        }

        var image = new MagickImage();
        try
        {
            image.Progress += (_, e) => e.Cancel = stop.ShouldStop;
            image.Warning += (_, e) => warned |= e.Message.Contains("premature end", StringComparison.OrdinalIgnoreCase);
            image.Read(bytes, settings);
            stop.ThrowIfStopped();
            endsEarly = warned;
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static MagickReadSettings Settings(MagickFormat coder)
    {
        var settings = new MagickReadSettings { Format = coder, FrameIndex = 0, FrameCount = 1 };

        // Old programs wrote a wrong file size into the header of a BMP; every viewer shows those.
        if (coder == MagickFormat.Bmp) settings.SetDefine(MagickFormat.Bmp, "ignore-filesize", true);
        return settings;
    }
}
