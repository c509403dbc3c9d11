namespace Fovea.Imaging.Tests.Isolation;

/// <summary>Decoders whose process commits the faults that a file's name asks for.</summary>
internal static class IsolatedDecoder
{
    private const long Megabyte = 1 << 20;

    public static DecoderCommand Command { get; } = new(
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Fovea.FaultyDecoder.exe" : "Fovea.FaultyDecoder"), []);

    public static IsolatedPhotoDecoder Start(TimeSpan? time = null, long megabytes = 1024) =>
        new(Command, limits: new IsolationLimits { MaxTime = time ?? TimeSpan.FromSeconds(20), MaxMemory = megabytes * Megabyte });

    public static PhotoOutcome Decode(this IsolatedPhotoDecoder decoder, string name, ReadOnlyMemory<byte> bytes) =>
        decoder.Decode(new PhotoSource(name, bytes), Tests.Decode.Clip, ThumbnailSpec.Default, TestContext.Current.CancellationToken);

    public static PhotoFailure Failure(this IsolatedPhotoDecoder decoder, string name) =>
        Assert.IsType<PhotoOutcome.Failed>(decoder.Decode(name, Pictures.Jpeg(64, 48))).Failure;

    public static void DecodesWell(this IsolatedPhotoDecoder decoder)
    {
        using var tile = Assert.IsType<PhotoOutcome.Decoded>(decoder.Decode("good.jpg", Pictures.Jpeg(640, 480))).Tile;
        Assert.Equal(224, tile.Width);
    }
}
