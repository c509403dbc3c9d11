using System.Diagnostics.CodeAnalysis;

namespace Fovea.Imaging;

/// <summary>
/// Decodes photos and makes pictures in processes of their own, so that a file that crashes, hangs or floods a codec costs itself and
/// nothing else. No codec is ever loaded into the caller's process. Thread-safe.
/// </summary>
/// <remarks>
/// There are as many processes as calls at once, up to a limit; one that ended is replaced. A process that dies while it decodes gets a
/// successor that tries the same file once more, since it may have been killed for what others did; then it is the file's failure. After
/// <see cref="PhotoFailureKind.TimedOut"/> nobody reads the caller's bytes any more.
/// </remarks>
public sealed class IsolatedPhotoDecoder : IPhotoDecoder, IPictureRenderer, IDisposable
{
    private const int MostCrashes = 2;

    // Not one: whoever kills decoders may kill one that is only starting.
    private const int MostFailedStarts = 4;

    private readonly DecoderPool _pool;
    private readonly DecodeLimits _decodeLimits;
    private readonly IsolationLimits _limits;
    private readonly Watchdog _watchdog;
    private readonly SemaphoreSlim _largePicture = new(1, 1);

    /// <summary>Creates the decoder. A process is started when there is something to decode.</summary>
    /// <param name="command">Starts a program that calls <see cref="DecoderHost"/>.</param>
    /// <param name="decodeLimits">What is refused without a look; default <see cref="DecodeLimits"/>.</param>
    /// <param name="limits">What a process may cost; default <see cref="IsolationLimits"/>.</param>
    /// <param name="clock">What measures time; default the system's.</param>
    public IsolatedPhotoDecoder(DecoderCommand command, DecodeLimits? decodeLimits = null, IsolationLimits? limits = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        _decodeLimits = decodeLimits ?? new DecodeLimits();
        _limits = limits ?? new IsolationLimits();
        clock ??= TimeProvider.System;
        _pool = new DecoderPool(command, _limits, clock);
        _watchdog = new Watchdog(_limits, clock);
    }

    /// <inheritdoc />
    /// <exception cref="DecoderException">No process can be started.</exception>
    public void Prepare(int count) => _pool.Prepare(count);

    /// <inheritdoc />
    public PhotoOutcome Decode(PhotoSource source, PreprocessSpec preprocessing, ThumbnailSpec? thumbnail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(source.Name);
        cancellationToken.ThrowIfCancellationRequested();
        if (SourceLimits.Check(source, _decodeLimits) is { } tooLarge) return tooLarge;
        var content = FormatSniffer.Sniff(source.Name, source.Bytes.Span);
        return ContentJudge.Judge(source.Name, content) ?? Ask(
            new DecoderRequest.Decode(source, preprocessing, thumbnail),
            AnswerWire.ReadOutcome,
            failure => new PhotoOutcome.Failed(failure),
            outcome => (outcome as PhotoOutcome.Decoded)?.Tile.Dispose(),
            content.What,
            cancellationToken);
    }

    /// <inheritdoc />
    public PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(source.Name);
        cancellationToken.ThrowIfCancellationRequested();
        var content = FormatSniffer.Sniff(source.Name, source.Bytes.Span);
        return Ask(
            new DecoderRequest.Preview(source, size, format),
            AnswerWire.ReadPreview,
            failure => new PhotoPreview.Failed(failure),
            _ => { },
            content.What,
            cancellationToken);
    }

    /// <inheritdoc />
    public byte[] ToPng(PixelTile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        var request = new DecoderRequest.Write(tile.Width, tile.Height, tile.Pixels.ToArray(), PictureFormat.Png);
        var answer = Ask(request, AnswerWire.ReadPreview, failure => new PhotoPreview.Failed(failure), _ => { }, "PNG", CancellationToken.None);
        return answer is PhotoPreview.Made made
            ? made.Bytes.ToArray()
            : throw new DecoderException($"The picture could not be written: {((PhotoPreview.Failed)answer).Failure.Reason}.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _pool.Dispose();
        _watchdog.Dispose();
        _largePicture.Dispose();
    }

    private T Ask<T>(
        DecoderRequest request, Func<BinaryReader, T> read, Func<PhotoFailure, T> fail, Action<T> discard, string what, CancellationToken cancellationToken)
    {
        var (starts, crashes) = (0, 0);
        while (true)
        {
            var process = _pool.Rent(cancellationToken);
            var isReusable = false;
            try
            {
                var answer = AskOnce(process, request, read, cancellationToken);
                isReusable = true;
                if (!cancellationToken.IsCancellationRequested) return answer;
                discard(answer);
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException or ArgumentException or FormatException)
            {
                // All that a dead or damaged process can do to its reader.
                cancellationToken.ThrowIfCancellationRequested();
                if (process.IsNew) ThrowIfTooOften(process, ++starts);
                else if (Explain(process, what, ++crashes) is { } failure) return fail(failure);
            }
            finally
            {
                _pool.Return(process, isReusable);
            }
        }
    }

    private T AskOnce<T>(DecoderProcess process, DecoderRequest request, Func<BinaryReader, T> read, CancellationToken cancellationToken)
    {
        using var watch = _watchdog.Start(process, _limits.MaxStart, cancellationToken);
        process.WaitUntilReady();
        watch.Restart(_limits.MaxTime);
        return process.Ask(request, read, () => TakeTurn(watch, cancellationToken));
    }

    private static void ThrowIfTooOften(DecoderProcess process, int starts)
    {
        if (starts < MostFailedStarts) return;
        var words = process.Words.Trim();
        throw new DecoderException(
            $"The decoder's process does not get ready ({process.HowItEnded()}){(words.Length > 0 ? ": " + words : string.Empty)}. Photos are decoded in a process of their own, which needs some memory and some room in {Path.GetTempPath()}. Try again; if it stays so, install the program anew.");
    }

    // The failure that the end of a process means for its file; null: try again.
    private PhotoFailure? Explain(DecoderProcess process, string what, int crashes)
    {
        return process.Ended switch
        {
            EndReason.Time => new PhotoFailure(
                PhotoFailureKind.TimedOut, FormattableString.Invariant($"the {what} picture took longer than {_limits.MaxTime.TotalSeconds:0.#} seconds to decode")),
            EndReason.Memory => new PhotoFailure(
                PhotoFailureKind.TooLarge, FormattableString.Invariant($"the {what} picture needs more than the {_limits.MaxMemory >> 20:N0} MB of memory that one photo may take")),
            _ when crashes < MostCrashes => null,
            _ => new PhotoFailure(PhotoFailureKind.Crashed, $"the {what} picture crashed the decoder twice ({process.HowItEnded()})"),
        };
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The process disposes it after the answer.")]
    private Turn TakeTurn(Watchdog.Watch watch, CancellationToken cancellationToken)
    {
        watch.Pause(true);
        _largePicture.Wait(cancellationToken);
        watch.Pause(false);
        return new Turn(_largePicture);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
