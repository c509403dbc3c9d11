using System.ComponentModel;
using System.Diagnostics;

namespace Fovea.Imaging;

/// <summary>One decoder's process, seen from its parent. Used by one caller at a time; <see cref="Watchdog"/> may end it at any moment.</summary>
internal sealed class DecoderProcess : IDisposable
{
    private const int BufferSize = 32 << 10;

    // Of what a crashing runtime says of itself the first line tells what happened.
    private const int MostWords = 300;

    private readonly Process _process;
    private readonly DecoderSettings _settings;
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;
    private readonly Lock _lock = new();
    private string _words = string.Empty;
    private bool _isReady;
    private bool _disposed;

    private DecoderProcess(Process process, DecoderSettings settings)
    {
        _process = process;
        _settings = settings;
        _writer = new BinaryWriter(new BufferedStream(process.StandardInput.BaseStream, BufferSize));
        _reader = new BinaryReader(new BufferedStream(process.StandardOutput.BaseStream, BufferSize));
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>When it was last given back.</summary>
    public long IdleSince { get; set; }

    /// <summary>Why it was ended from outside; null if it was not.</summary>
    public EndReason? Ended { get; private set; }

    /// <summary>The beginning of what it wrote to standard error.</summary>
    public string Words
    {
        get
        {
            lock (_lock) return _words;
        }
    }

    /// <summary>Starts one. It gets ready by itself.</summary>
    /// <exception cref="DecoderException">The program cannot be started.</exception>
    public static DecoderProcess Start(DecoderCommand command, IsolationLimits limits)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };

        // No debugger's socket, and no second thread for the collector of so small a heap.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        DecoderSettings? settings = null;
        try
        {
            settings = DecoderSettings.Create(limits.MaxMemory);
            settings.WriteTo(start.Environment);
            return new DecoderProcess(Process.Start(start)!, settings);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            settings?.Delete();
            throw new DecoderException(
                $"The decoder's process cannot be started: {command.FileName}: {e.Message}. Photos are decoded in a process of their own; check that the program may start itself, and that the system has processes, memory and room for temporary files left.", e);
        }
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="turn">Called when the decoder has a large picture; its result is disposed after the answer.</param>
    /// <exception cref="IOException">The process has ended.</exception>
    /// <exception cref="InvalidDataException">It answered nonsense.</exception>
    public T Ask<T>(DecoderRequest request, Func<BinaryReader, T> read, Func<IDisposable> turn)
    {
        WaitUntilReady();
        RequestWire.Write(_writer, request);
        IDisposable? taken = null;
        try
        {
            var kind = (MessageKind)_reader.ReadByte();
            if (kind == MessageKind.TurnWanted)
            {
                taken = turn();
                _writer.Write((byte)MessageKind.TurnGiven);
                _writer.Flush();
                kind = (MessageKind)_reader.ReadByte();
            }

            return kind == MessageKind.Answer ? read(_reader) : throw new InvalidDataException($"The decoder answered with a message of kind {kind}.");
        }
        finally
        {
            taken?.Dispose();
        }
    }

    /// <summary>Whether it has never answered.</summary>
    public bool IsNew => !_isReady;

    /// <summary>Waits until it can be asked.</summary>
    /// <exception cref="IOException">The process has ended.</exception>
    public void WaitUntilReady()
    {
        if (_isReady) return;
        if (_reader.ReadByte() != (byte)MessageKind.Ready) throw new InvalidDataException("What was started is no decoder.");
        _isReady = true;
    }

    /// <summary>Ends it now. The caller who waits for an answer gets an <see cref="IOException"/>.</summary>
    public void End(EndReason reason)
    {
        lock (_lock)
        {
            if (_disposed) return;
            Ended ??= reason;
            try
            {
                _process.Kill();
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has ended by itself.
            }
        }
    }

    /// <summary>Bytes of memory that it holds; 0 if it has ended.</summary>
    public long ResidentMemory()
    {
        lock (_lock)
        {
            return _disposed ? 0 : ProcessMemory.Resident(_process);
        }
    }

    /// <summary>How it ended, for a person: "signal 11", "exit code 1".</summary>
    public string HowItEnded()
    {
        try
        {
            if (!_process.WaitForExit(TimeSpan.FromSeconds(2))) return "no reason known";
            var code = _process.ExitCode;
            return !OperatingSystem.IsWindows() && code > 128
                ? FormattableString.Invariant($"signal {code - 128}")
                : FormattableString.Invariant($"exit code {code}");
        }
        catch (InvalidOperationException)
        {
            return "no reason known";
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        End(EndReason.NotNeeded);
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            _reader.Dispose();
            try
            {
                _writer.Dispose();
            }
            catch (IOException)
            {
                // Half a request was left for a process that is gone.
            }

            _process.Dispose();
            _settings.Delete();
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            if (_words.Length == 0) _words = line.Trim()[..Math.Min(line.Trim().Length, MostWords)];
        }
    }
}
