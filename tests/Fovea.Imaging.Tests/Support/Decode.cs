namespace Fovea.Imaging.Tests;

/// <summary>One decoder for the whole suite, and shorthands for the three outcomes.</summary>
internal static class Decode
{
    public static MagickPhotoDecoder Decoder { get; } = new();

    public static PreprocessSpec Clip { get; } = new() { Width = 224, Height = 224 };

    public static PreprocessSpec Square(int size) => new() { Width = size, Height = size };

    public static PhotoOutcome Bytes(string name, ReadOnlyMemory<byte> bytes, PreprocessSpec? spec = null) =>
        Decoder.Decode(new PhotoSource(name, bytes), spec ?? Clip, null, TestContext.Current.CancellationToken);

    public static PhotoOutcome.Decoded Photo(string name, ReadOnlyMemory<byte> bytes, PreprocessSpec? spec = null) =>
        Assert.IsType<PhotoOutcome.Decoded>(Bytes(name, bytes, spec));

    public static PhotoFailure Failure(string name, ReadOnlyMemory<byte> bytes, PreprocessSpec? spec = null) =>
        Assert.IsType<PhotoOutcome.Failed>(Bytes(name, bytes, spec)).Failure;
}
