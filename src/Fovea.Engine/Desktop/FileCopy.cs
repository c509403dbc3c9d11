using System.Buffers;
using System.Security.Cryptography;
using Fovea.Engine.Files;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Desktop;

/// <summary>Copies one file so that it is there whole or not at all.</summary>
internal static class FileCopy
{
    private const int Piece = 1 << 20;

    /// <summary>Copies bytes and modification time under a free name.</summary>
    /// <param name="source">Absolute path of the file.</param>
    /// <param name="folder">The folder; text.</param>
    /// <param name="name">The name to use if it is free.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where the copy is.</returns>
    public static async Task<string> CopyAsync(string source, string folder, string name, CancellationToken cancellationToken)
    {
        var unfinished = Path.Combine(folder, $".fovea-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.part");
        try
        {
            using (var from = Open(source))
            using (var to = File.OpenHandle(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous))
            {
                await CopyAsync(from, to, cancellationToken);
                if (FileStamps.Of(from).ModifiedTicks is var ticks and > 0) File.SetLastWriteTimeUtc(to, new DateTime(ticks, DateTimeKind.Utc));
            }

            return Rename(unfinished, folder, name);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static async Task CopyAsync(SafeFileHandle from, SafeFileHandle to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            for (var position = 0L; ;)
            {
                var read = await RandomAccess.ReadAsync(from, buffer, position, cancellationToken);
                if (read == 0) return;
                await RandomAccess.WriteAsync(to, buffer.AsMemory(0, read), position, cancellationToken);
                position += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Rename(string unfinished, string folder, string name)
    {
        foreach (var free in FreeNames.Of(name, 0, (stem, number) => $"{stem} ({number})"))
        {
            var path = FilePaths.Join(folder, free);
            try
            {
                if (OperatingSystem.IsWindows()) File.Move(unfinished, path, overwrite: false);
                else Posix.Move(unfinished, path);
                return path;
            }
            catch (IOException) when (OperatingSystem.IsWindows() ? Path.Exists(path) : Posix.Exists(path))
            {
                // The next name.
            }
        }

        throw new IOException("the folder holds too many files of this name");
    }

    private static SafeFileHandle Open(string path) => OperatingSystem.IsWindows()
        ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous)
        : Posix.OpenRead(path);
}
