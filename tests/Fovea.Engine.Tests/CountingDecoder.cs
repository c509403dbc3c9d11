namespace Fovea.Engine.Tests;

/// <summary>A real decoder that counts its calls and can be made to wait.</summary>
internal sealed class CountingDecoder(IPhotoDecoder inner) : IPhotoDecoder
{
    private int _calls;

    public int Calls => _calls;

    public Action<PhotoSource>? Before { get; set; }

    public PhotoOutcome Decode(PhotoSource source, PreprocessSpec preprocessing, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        Before?.Invoke(source);
        return inner.Decode(source, preprocessing, cancellationToken);
    }
}
