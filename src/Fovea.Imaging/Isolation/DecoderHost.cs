using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Fovea.Imaging;

/// <summary>
/// The decoder's side: a program that was started with <see cref="DecoderCommand"/> hands its standard input
/// and output over and is, until the input ends, nothing but a decoder.
/// </summary>
public static class DecoderHost
{
    /// <summary>
    /// Answers requests, one at a time, locked in: no network, no other program, no file to be written, at most so much memory as the parent
    /// said. Ends the process when the input ends, also in the middle of a picture: the parent is gone.
    /// </summary>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output; nobody else may write to it.</param>
    /// <param name="limits">What a picture may cost; its time is the parent's to watch. Default <see cref="DecodeLimits"/>.</param>
    public static void Run(Stream input, Stream output, DecodeLimits? limits = null)
    {
        var decoder = new MagickPhotoDecoder((limits ?? new DecodeLimits()) with { MaxTime = TimeSpan.FromDays(1) });
        using var own = Pipes.Claim(output);
        Run(input, own, () => WarmUp.Run(decoder), decoder, new MagickPictureRenderer(decoder));
    }

    /// <summary>As above, with any decoder.</summary>
    /// <param name="standardInput">Standard input.</param>
    /// <param name="standardOutput">Standard output; nobody else may write to it.</param>
    /// <param name="prepare">Done before the process is locked in: loads what lies in files.</param>
    /// <param name="decoder">Decodes.</param>
    /// <param name="renderer">Makes pictures to look at.</param>
    public static void Run(Stream standardInput, Stream standardOutput, Action prepare, IPhotoDecoder decoder, IPictureRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(renderer);

        // A key pressed in the terminal reaches all its programs. This one ends with its parent, after the picture.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Ignore);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore);
        var settings = DecoderSettings.FromEnvironment();
        using var input = Pipes.Open(standardInput);
        using var output = Pipes.Open(standardOutput);
        using var writer = new BinaryWriter(output);
        Pipes.Widen(standardOutput);
        using var requests = new BlockingCollection<DecoderRequest>();
        using var turn = new SemaphoreSlim(0);
        LargePictures.AskFirst(stop =>
        {
            writer.Write((byte)MessageKind.TurnWanted);
            writer.Flush();
            turn.Wait(stop.Caller);
        });
        MagickRuntime.UseFolder(settings.Folder);
        prepare();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => settings.Delete();
        ProcessJail.Enter(settings.MaxMemory, settings.Folder);
        writer.Write((byte)MessageKind.Ready);
        writer.Flush();
        new Thread(() => ReadAll(input, requests, turn)) { IsBackground = true, Name = "Fovea requests" }.Start();
        foreach (var request in requests.GetConsumingEnumerable()) Answer(request, decoder, renderer, writer);
    }

    private static void Answer(DecoderRequest request, IPhotoDecoder decoder, IPictureRenderer renderer, BinaryWriter writer)
    {
        switch (request)
        {
            case DecoderRequest.Decode decode:
                var outcome = decoder.Decode(decode.Source, decode.Preprocessing, decode.Thumbnail, CancellationToken.None);
                AnswerWire.Write(writer, outcome);
                (outcome as PhotoOutcome.Decoded)?.Tile.Dispose();
                break;
            case DecoderRequest.Preview preview:
                AnswerWire.Write(writer, renderer.Preview(preview.Source, preview.Size, preview.Format, CancellationToken.None));
                break;
            case DecoderRequest.Write write:
                using (var tile = new PixelTile(write.Width, write.Height))
                {
                    write.Pixels.Span.CopyTo(tile.Pixels);
                    AnswerWire.Write(writer, new PhotoPreview.Made(PictureWriter.Encode(tile, write.Format), write.Width, write.Height));
                }

                break;
            default:
                throw new InvalidOperationException($"Unexpected request {request.GetType().Name}.");
        }
    }

    // A thread of its own, so that the end of the input is noticed while a codec hangs.
    private static void ReadAll(BufferedStream input, BlockingCollection<DecoderRequest> requests, SemaphoreSlim turn)
    {
        try
        {
            using var reader = new BinaryReader(input);
            var buffer = new ReusedBuffer();
            while (input.ReadByte() is var kind and >= 0)
            {
                if (kind == (int)MessageKind.TurnGiven) turn.Release();
                else requests.Add(RequestWire.Read(reader, (MessageKind)kind, buffer.Take));
            }
        }
        catch (IOException)
        {
            // The parent died in the middle of a request.
        }

        Environment.Exit(0);
    }

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;
}
