using Fovea.Imaging;

namespace Fovea.FaultyDecoder;

/// <summary>Decodes as the product does, but for files whose name names a fault.</summary>
internal sealed class FaultyDecoder(Stream output) : IPhotoDecoder, IPictureRenderer
{
    private readonly MagickPhotoDecoder _decoder = new(new DecodeLimits { MaxTime = TimeSpan.FromDays(1), ExclusivePixels = 2_000_000 });
    private int _served;

    public Stream Output => output;

    public static void Prepare()
    {
        using var tile = new PixelTile(8, 8);
        tile.Pixels.Clear();
        _ = PictureWriter.Encode(tile, PictureFormat.Jpeg);
    }

    public PhotoOutcome Decode(PhotoSource source, PreprocessSpec preprocessing, ThumbnailSpec? thumbnail, CancellationToken cancellationToken)
    {
        var isFirst = _served++ == 0;
        if (Faults.Commit(Path.GetFileNameWithoutExtension(source.Name), isFirst, output) is { } said) return new PhotoOutcome.NotAPhoto(said);
        return _decoder.Decode(source, preprocessing, thumbnail, cancellationToken);
    }

    public byte[] ToPng(PixelTile tile) => PictureWriter.Encode(tile, PictureFormat.Png);

    public PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken)
    {
        Faults.Commit(Path.GetFileNameWithoutExtension(source.Name), isFirst: false, output);
        return new MagickPictureRenderer(_decoder).Preview(source, size, format, cancellationToken);
    }
}
