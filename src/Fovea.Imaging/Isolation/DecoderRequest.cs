namespace Fovea.Imaging;

/// <summary>What a program asks of its decoder: exactly one of the three cases.</summary>
internal abstract record DecoderRequest
{
    private DecoderRequest()
    {
    }

    /// <summary>The pixels a model sees, and a small copy.</summary>
    public sealed record Decode(PhotoSource Source, PreprocessSpec Preprocessing, ThumbnailSpec? Thumbnail) : DecoderRequest;

    /// <summary>A copy to look at.</summary>
    public sealed record Preview(PhotoSource Source, ThumbnailSpec Size, PictureFormat Format) : DecoderRequest;

    /// <summary>A picture file of a tile's pixels.</summary>
    public sealed record Write(int Width, int Height, ReadOnlyMemory<byte> Pixels, PictureFormat Format) : DecoderRequest;
}
