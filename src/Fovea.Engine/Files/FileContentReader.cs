using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <summary>Reads whole files, whatever they are called and whatever happens to them meanwhile. Thread-safe.</summary>
/// <param name="maxFileSize">Larger files are refused before a byte is read; never more than one array holds.</param>
internal sealed class FileContentReader(long maxFileSize)
{
    private const string BeingWritten = "another program is still writing it; it is tried again in the next run";

    private readonly long _maxFileSize = Math.Min(maxFileSize, Array.MaxLength);

    /// <summary>Reads a file; one that changes while it is read is read once more.</summary>
    public FileReading Read(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (IsEmpty(path, out var empty)) return new FileReading(new FileContent([], 0, empty), null);
                using var handle = Open(path);
                var before = FileStamps.Of(handle);
                if (before.Size > _maxFileSize) return Fail(PhotoFailureKind.TooLarge, TooLarge(before.Size));
                if (Writers.HasOne(handle, path)) return Fail(PhotoFailureKind.Changing, BeingWritten);
                if (ReadAll(handle, path, before, cancellationToken) is { } content) return new FileReading(content, null);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return default;
            }
            catch (UnauthorizedAccessException)
            {
                return Fail(PhotoFailureKind.Unreadable, "no permission to read it");
            }
            catch (IOException e)
            {
                return Fail(PhotoFailureKind.Unreadable, $"the file system could not read it: {e.Message}");
            }
        }

        return Fail(PhotoFailureKind.Changing, "it changed while it was read; it is tried again in the next run");
    }

    private static FileContent? ReadAll(SafeFileHandle handle, string path, FileStamp before, CancellationToken cancellationToken)
    {
        const int piece = 1 << 20;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(before.Size, 1));
        var length = 0;
        try
        {
            while (length < before.Size)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(handle, buffer.AsSpan(length, (int)Math.Min(piece, before.Size - length)), length);
                if (read == 0) break;
                length += read;
            }

            if (length == before.Size && !Writers.HasOne(handle, path) && FileStamps.Of(handle) == before)
            {
                var content = new FileContent(buffer, length, before);
                buffer = null;
                return content;
            }

            return null;
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Pipes, sockets and devices show no length; opening one may wait for ever.
    private static bool IsEmpty(string path, out FileStamp stamp)
    {
        stamp = default;
        if (PathText.HasInvalidText(path)) return false;
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > 0 || file.LinkTarget is not null) return false;
        stamp = FileStamps.Of(file);
        return true;
    }

    /// <summary>Opens a file for reading, without waiting for a pipe's other end.</summary>
    /// <exception cref="IOException">It is not there, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle Open(string path) =>
        !OperatingSystem.IsWindows()
            ? Posix.OpenRead(path)
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);

    private static FileReading Fail(PhotoFailureKind kind, string reason) => new(null, new PhotoFailure(kind, reason));

    private string TooLarge(long size) => string.Create(
        CultureInfo.InvariantCulture, $"{size / 1e6:N0} MB is over the limit of {_maxFileSize / 1e6:N0} MB for one file");
}
