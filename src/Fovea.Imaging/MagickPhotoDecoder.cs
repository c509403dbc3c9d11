using ImageMagick;

namespace Fovea.Imaging;

/// <summary>
/// Decodes photos with ImageMagick: the format is found by content and the one coder for it is named, so that neither a file's name nor
/// ImageMagick's own guess ever chooses. Thread-safe; how many files are decoded at a time is the caller's choice.
/// </summary>
public sealed class MagickPhotoDecoder : IPhotoDecoder
{
    private readonly DecodeLimits _limits;
    private readonly TimeProvider _clock;
    private readonly PhotoReader _reader;

    /// <summary>Creates the decoder. The first picture in a process loads ImageMagick and locks it down for the whole process.</summary>
    /// <param name="limits">What one file may cost; default <see cref="DecodeLimits"/>.</param>
    /// <param name="clock">What measures the time of a file; default the system's.</param>
    public MagickPhotoDecoder(DecodeLimits? limits = null, TimeProvider? clock = null)
    {
        _limits = limits ?? new DecodeLimits();
        _clock = clock ?? TimeProvider.System;
        _reader = new PhotoReader(_limits);
    }

    /// <inheritdoc />
    public PhotoOutcome Decode(PhotoSource source, PreprocessSpec preprocessing, ThumbnailSpec? thumbnail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        return Decode(source, PictureOrder.ForModel(preprocessing, thumbnail), cancellationToken);
    }

    /// <summary>Decodes one photo to what <paramref name="order"/> wants of it.</summary>
    internal PhotoOutcome Decode(PhotoSource source, PictureOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(source.Name);
        if (SourceLimits.Check(source, _limits) is { } tooLarge) return tooLarge;
        var stop = new StopSignal(_limits.MaxTime, _clock, cancellationToken);
        var content = FileContent.Unread;
        try
        {
            content = FormatSniffer.Sniff(source.Name, source.Bytes.Span);
            if (ContentJudge.Judge(source.Name, content) is { } outcome) return outcome;
            MagickRuntime.Initialize();
            return DecodeThread.Run(() => _reader.Read(source.Bytes, content, order, stop), stop, decoded => decoded.Tile.Dispose());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The border of one photo: whatever a file makes a codec do is that file's failure and nobody else's.
            return Describe(e, content, stop);
        }
    }

    private PhotoOutcome.Failed Describe(Exception error, FileContent content, StopSignal stop)
    {
        // A cancelled caller that got an exception would use its buffer again, and this decoder still reads it.
        if (stop.IsAbandoned) return TimedOut(content);
        stop.Caller.ThrowIfCancellationRequested();
        return error switch
        {
            PhotoFailureException known => new PhotoOutcome.Failed(known.Failure),
            TimeoutException => TimedOut(content),
            MagickException when stop.TimedOut => TimedOut(content),
            MagickException magick => new PhotoOutcome.Failed(MagickFailure.Describe(magick, content.What)),
            OutOfMemoryException => Failed(PhotoFailureKind.TooLarge, $"the {content.What} picture needs more memory than there is"),
            _ => Failed(PhotoFailureKind.Corrupt, $"the {content.What} data is damaged"),
        };
    }

    private PhotoOutcome.Failed TimedOut(FileContent content) =>
        Failed(PhotoFailureKind.TimedOut, FormattableString.Invariant($"the {content.What} picture took longer than {_limits.MaxTime.TotalSeconds:0.#} seconds to decode"));

    private static PhotoOutcome.Failed Failed(PhotoFailureKind kind, string reason) => new(new PhotoFailure(kind, reason));
}
