using System.Security.Cryptography;

namespace Fovea.Clip;

/// <summary>SHA-256 of files, as lower-case hexadecimal digits.</summary>
internal static class FileHashing
{
    private const int BufferSize = 1 << 20;

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

    /// <summary>Size and modification time now, of the file itself where the path is a link (Hugging Face's cache is full of them).</summary>
    public static FileStamp Stamp(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return new FileStamp(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file).Ticks);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
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
