using ImageMagick;

namespace Fovea.Imaging;

/// <summary>A small picture inside of a photo's file that may stand for the photo.</summary>
/// <param name="Bytes">A picture file.</param>
/// <param name="Coder">The only coder that may read it.</param>
/// <param name="JpegSize">As in <see cref="MagickPicture.Read"/>.</param>
internal sealed record EmbeddedPicture(ReadOnlyMemory<byte> Bytes, MagickFormat Coder, (int Width, int Height) JpegSize)
{
    /// <summary>The smallest that will do for an order; null when there is none. Never throws.</summary>
    public static EmbeddedPicture? Find(ReadOnlyMemory<byte> file, FileContent content, PictureOrder order)
    {
        if (content.Coder is not (MagickFormat.Heic or MagickFormat.Avif)) return null;
        return HeifThumbnail.TryTake(file.Span, content.Coder, order.WillDo) is { } bytes ? new EmbeddedPicture(bytes, content.Coder, default) : null;
    }
}
