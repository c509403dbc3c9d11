using ImageMagick;

namespace Fovea.Imaging;

/// <summary>A small picture inside of a photo's file that may stand for the photo.</summary>
/// <param name="Bytes">A picture file.</param>
/// <param name="Coder">The only coder that may read it.</param>
internal sealed record EmbeddedPicture(ReadOnlyMemory<byte> Bytes, MagickFormat Coder)
{
    /// <summary>The smallest that will do for an order; null when there is none. Never throws.</summary>
    public static EmbeddedPicture? Find(ReadOnlyMemory<byte> file, FileContent content, PictureOrder order) => content.Coder switch
    {
        MagickFormat.Heic or MagickFormat.Avif when HeifThumbnail.TryTake(file.Span, content.Coder, order.WillDo) is { } bytes => new(bytes, content.Coder),
        MagickFormat.Jpeg when MultiPicture.TryFind(file, order.WillDoEitherWay) is { } preview => new(preview, MagickFormat.Jpeg),
        _ => null,
    };
}
