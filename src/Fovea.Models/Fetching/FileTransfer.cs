using System.Net;

namespace Fovea.Models;

/// <summary>Brings one file here: resumes what broke, starts again what changed, and accepts nothing but what it must be.</summary>
internal sealed class FileTransfer(FileServer server, FetchOptions options, TimeProvider time, IProgress<FetchProgress>? progress)
{
    private const int Worthwhile = 1_000_000;
    private const long LargestSmallFile = 64L << 20;
    private const long LargestGraph = 16L << 30;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Bytes that came over the network.</summary>
    public long Transferred { get; private set; }

    /// <summary>Fetches a file to its place.</summary>
    /// <param name="file">Which.</param>
    /// <param name="target">Its place; <c>.part</c> behind it holds what has arrived.</param>
    /// <param name="known">What an earlier run noted of it.</param>
    /// <param name="note">Notes what a later run must know, before the bytes that it is about.</param>
    /// <param name="before">Where the whole fetch stands, and its total.</param>
    /// <param name="cancellationToken">Stops; what has arrived stays.</param>
    /// <returns>The file as it is now.</returns>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task<FetchedFile> RunAsync(
        PlannedFile file, string target, FetchedFile known, Action<FetchedFile> note, (long Done, long Total) before, CancellationToken cancellationToken)
    {
        using var part = await PartialFile.OpenAsync(target + ".part", cancellationToken);
        var run = new Run(file, part, note, before) { Known = known };
        for (var failures = 0; ;)
        {
            if (file.Sha256 is not null && part.Length > 0 && part.Finish() == file.Sha256)
            {
                // All of it has come, and only its end was not told, or its name is wanting.
                Place(part, target);
                return run.Known with { Sha256 = file.Sha256 };
            }

            if (part.Length > 0 && file.Sha256 is null && run.Known.Etag is null) Restart(run, "nothing tells whether its beginning is still the same");
            var length = part.Length;
            try
            {
                if (await TryAsync(run, cancellationToken) is not { } done) continue;
                if (done.IsAbsent) Drop(part);
                else Place(part, target);

                return done;
            }
            catch (BrokenTransferException e)
            {
                failures = part.Length - length >= Worthwhile ? 1 : failures + 1;
                if (failures >= options.Attempts || (e.IsUnreachable && Transferred == 0)) throw GivenUp(run, e);
                var usual = options.RetryDelay * Math.Pow(2, failures - 1);
                if (e.RetryAfter > LongestWait) throw new FetchException(FormattableString.Invariant($"{e.Message} It asks to come back in {Math.Ceiling(e.RetryAfter.Value.TotalMinutes)} minutes.{Kept(run)}"), e);
                var wait = e.RetryAfter is { } asked && asked > usual ? asked : usual;
                Say(run, $"{e.Message} It goes on at {DiskSpace.Megabytes(part.Length)} in {wait.TotalSeconds:0.#} s.");
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private static void Place(PartialFile part, string target)
    {
        part.Dispose();
        File.Move(part.Path, target, overwrite: true);
    }

    private static void Drop(PartialFile part)
    {
        part.Dispose();
        File.Delete(part.Path);
    }

    // Null: what was here was not the beginning of the file, and it starts again.
    private async Task<FetchedFile?> TryAsync(Run run, CancellationToken cancellationToken)
    {
        var (file, part) = (run.File, run.Part);
        using var stall = new StallTimer(options.StallTimeout, time, cancellationToken);
        try
        {
            // What has a hash is told by it in the end; an entity tag may differ between two machines that have the same file.
            var etag = file.Sha256 is null ? run.Known.Etag : null;
            using var answer = await server.AskAsync(file.Address, part.Length, etag, headersOnly: false, stall.Token);
            if (answer.Status == HttpStatusCode.NotFound && file.IsOptional) return new FetchedFile { IsAbsent = true };
            if (!Accepts(run, answer)) return null;
            var total = Length(file, answer);
            run.Note(run.Known = new FetchedFile { Etag = answer.Etag ?? (part.Length > 0 ? run.Known.Etag : null), Length = answer.Total });
            await ReadAsync(run, answer, total, stall, cancellationToken);
            return Finish(run, answer);
        }
        catch (OperationCanceledException e) when (stall.IsStalled && !cancellationToken.IsCancellationRequested)
        {
            throw new BrokenTransferException(FormattableString.Invariant($"{file.Address.Host} has sent nothing of {file.Path}, or next to nothing, for {options.StallTimeout.TotalSeconds:0.#} s."), e);
        }
    }

    // Whether what comes is the rest of what is here.
    private bool Accepts(Run run, FileAnswer answer)
    {
        var (file, part) = (run.File, run.Part);
        if (answer.IsHtml && answer.Status is HttpStatusCode.OK or HttpStatusCode.PartialContent) throw Html(file);
        if (answer.IsEncoded) throw new FetchException($"{answer.Host} sends {file.Path} in another encoding than was asked for. Check whether a proxy changes what it passes on.");
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                if (part.Length > 0) Restart(run, $"{answer.Host} has another file there now, or does not resume");
                return true;
            case HttpStatusCode.PartialContent when part.Length == 0:
                throw new BrokenTransferException($"{answer.Host} sends a part of {file.Path}, which was not asked for.");
            case HttpStatusCode.PartialContent when answer.Range?.From != part.Length:
                return Restart(run, $"{answer.Host} sends other bytes than were asked for");
            // Without a hash nothing else tells that the two parts are of one file.
            case HttpStatusCode.PartialContent when file.Sha256 is null && answer.LinkedSha256 is null && (answer.Etag is null || answer.Etag != run.Known.Etag || (run.Known.Length ?? answer.Total) != answer.Total):
                return Restart(run, answer.Etag is null ? $"{answer.Host} does not say whether it is the same file still" : "it has changed on the server");
            case HttpStatusCode.PartialContent:
                run.WasResumed = true;
                return true;
            case HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0:
                return Restart(run, $"{answer.Host} has fewer bytes than are here");
            default:
                throw Refused(file, answer);
        }
    }

    private static long? Length(PlannedFile file, FileAnswer answer)
    {
        if (file.Size is { } size && answer.Total is { } total && size != total)
        {
            throw new FetchException(FormattableString.Invariant(
                $"{answer.Host} has {total} bytes under {file.Address}, and {file.Path} should have {size}. Nothing was taken. Try again later, or use a mirror: --mirror URL."));
        }

        return file.Size ?? answer.Total;
    }

    private async Task ReadAsync(Run run, FileAnswer answer, long? total, StallTimer stall, CancellationToken cancellationToken)
    {
        var (file, part) = (run.File, run.Part);
        var most = total ?? (file.Path.EndsWith(".onnx", StringComparison.Ordinal) ? LargestGraph : LargestSmallFile);
        var buffer = new byte[1 << 17];
        try
        {
            await using var stream = await answer.OpenAsync(stall.Token);
            for (int read; (read = await stream.ReadAsync(buffer, stall.Token)) > 0;)
            {
                stall.Add(read);
                if (part.Length + read > most) throw TooLong(file, most);
                await WriteAsync(part, buffer.AsMemory(0, read), file, cancellationToken);
                Transferred += read;
                progress?.Report(new FetchProgress(file.Path, run.Before.Done + part.Length, run.Before.Total));
            }
        }
        catch (IOException e)
        {
            throw new BrokenTransferException($"The transfer of {file.Path} from {answer.Host} broke off.", e);
        }

        if (part.Length < total) throw new BrokenTransferException(FormattableString.Invariant($"{answer.Host} stopped after {part.Length} of {total} bytes of {file.Path}."));
    }

    private static async Task WriteAsync(PartialFile part, ReadOnlyMemory<byte> bytes, PlannedFile file, CancellationToken cancellationToken)
    {
        try
        {
            await part.AppendAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            throw DiskSpace.IsFull(e) ? DiskSpace.Full(Path.GetDirectoryName(part.Path)!, e) : new FetchException($"{file.Path} cannot be written: {e.Message} Check the disk.", e);
        }
    }

    private FetchedFile? Finish(Run run, FileAnswer answer)
    {
        var hash = run.Part.Finish();
        var expected = run.File.Sha256 ?? answer.LinkedSha256;
        if (expected is null || hash == expected) return new FetchedFile { Sha256 = hash };

        var isHtml = run.Part.LooksLikeHtml();
        if (run.WasResumed)
        {
            Restart(run, "what has arrived is not the file that it must be");
            return null;
        }

        run.Part.Reset();
        if (isHtml) throw Html(run.File);
        throw new FetchException(run.File.IsFirstUse
            ? $"{run.File.Path} is not what it was when it was first fetched on this machine: its SHA-256 is {hash}, and was {expected}. If it was published anew and you trust it: --trust-new."
            : $"{run.File.Path} from {answer.Host} is not the file that it must be: its SHA-256 is {hash}, expected {expected}. It was thrown away. Try again later, or use a mirror: --mirror URL.");
    }

    private bool Restart(Run run, string why)
    {
        Say(run, $"{run.File.Path} is fetched from its beginning: {why}.");
        run.Part.Reset();
        run.WasResumed = false;
        return ++run.Restarts < options.Attempts
            ? false
            : throw new FetchException($"{run.File.Path} cannot be fetched from {run.File.Address.Host}: {why}, again and again. Try again later, or use a mirror: --mirror URL.");
    }

    private void Say(Run run, string what) =>
        progress?.Report(new FetchProgress(run.File.Path, run.Before.Done + run.Part.Length, run.Before.Total) { Note = what });

    private static Exception Refused(PlannedFile file, FileAnswer answer)
    {
        var status = FormattableString.Invariant($"{answer.Host} answers {(int)answer.Status}");
        return answer.Status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new FetchException(
                $"{status}: there is no {file.Address}. The model was moved or removed. Use a mirror (--mirror URL), or carry the model over: 'fovea models add FOLDER'."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new FetchException(
                $"{status}: it does not give {file.Address} to everyone. Fetch it in a browser where you are signed in, then 'fovea models add FOLDER'."),
            HttpStatusCode.ProxyAuthenticationRequired => FileServer.WantsName(file.Address),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new BrokenTransferException($"{status} to {file.Address}.") { RetryAfter = answer.RetryAfter },
            _ => new FetchException($"{status} to {file.Address}, which is no file. Try again later, or use a mirror: --mirror URL."),
        };
    }

    private static string Kept(Run run) =>
        run.Part.Length > 0 ? $" {DiskSpace.Megabytes(run.Part.Length)} of {run.File.Path} are kept: the same command goes on from there." : "";

    private static FetchException GivenUp(Run run, BrokenTransferException cause) => new(
        $"{cause.Message} {run.File.Path} could not be fetched.{Kept(run)} Check the network, or carry the model over: --dry-run tells what to fetch on another machine.", cause);

    private static FetchException Html(PlannedFile file) => new(
        $"{file.Address.Host} sends a web page in place of {file.Path}: a network that wants you to sign in first, or a proxy's message. Open {file.Address.Host} in a browser, then try again.");

    private static FetchException TooLong(PlannedFile file, long most) => new(FormattableString.Invariant(
        $"{file.Address.Host} sends more than the {most} bytes that {file.Path} has. It was broken off. Try again later, or use a mirror: --mirror URL."));

    private sealed class Run(PlannedFile file, PartialFile part, Action<FetchedFile> note, (long Done, long Total) before)
    {
        public PlannedFile File => file;

        public PartialFile Part => part;

        public Action<FetchedFile> Note => note;

        public (long Done, long Total) Before => before;

        public required FetchedFile Known { get; set; }

        /// <summary>Whether some of its bytes are older than the last answer.</summary>
        public bool WasResumed { get; set; }

        public int Restarts { get; set; }
    }
}
