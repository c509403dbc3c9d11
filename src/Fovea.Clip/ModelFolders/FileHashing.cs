using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Clip;

/// <summary>SHA-256 of files, as lower-case hexadecimal digits.</summary>
internal static class FileHashing
{
    private const int BufferSize = 1 << 20;
    private const int Samples = 8;
    private const int SampleSize = 4096;

    public static string Sha256(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[(int)Math.Min(BufferSize, Math.Max(1, file.Length))];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>What a file is now, of the file itself where the path is a link (Hugging Face's cache is full of them).</summary>
    public static ModelFileStamp Stamp(string path)
    {
        // Without opening it: what is empty may be a pipe, which nobody ever writes to.
        if (SizeOf(path) == 0) return new ModelFileStamp(0, 0, "");
        try
        {
            using var file = File.OpenHandle(path);
            return new ModelFileStamp(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file).Ticks, Sample(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    /// <summary>A file's bytes, of the file itself where the path is a link. The file is not opened.</summary>
    public static long SizeOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    private static string Sample(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        var bytes = new byte[Samples * SampleSize];
        var read = 0;
        for (var i = 0; i < Samples; i++)
        {
            var at = Math.Max(0, length - SampleSize) * i / (Samples - 1);
            read += RandomAccess.Read(file, bytes.AsSpan(read, SampleSize), at);
        }

        return Sha256(bytes.AsSpan(0, read))[..16];
    }

    /// <summary>The files of a model folder with their paths below it, with forward slashes, sorted.</summary>
    public static SortedSet<string> Files(string folder)
    {
        // Deep enough for any model, and an end to links that lead back up.
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = false, AttributesToSkip = 0 };
        return new SortedSet<string>(
            Directory.EnumerateFiles(folder, "*", options).Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/')),
            StringComparer.Ordinal);
    }
}
