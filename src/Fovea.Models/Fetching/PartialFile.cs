using System.Security.Cryptography;

namespace Fovea.Models;

/// <summary>A file while it arrives: what is written is hashed at once, and what was there before is hashed when it is opened.</summary>
internal sealed class PartialFile : IDisposable
{
    private const int BufferSize = 1 << 17;

    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartialFile(FileStream stream) => _stream = stream;

    public long Length { get; private set; }

    public string Path => _stream.Name;

    /// <summary>Opens a file that may exist.</summary>
    public static async Task<PartialFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var file = new PartialFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous));
        try
        {
            await file.HashAsync(cancellationToken);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _stream.SetLength(0);
        _hash.GetHashAndReset();
        Length = 0;
    }

    /// <summary>The hash of all that is written, which is on the disk then.</summary>
    public string Finish()
    {
        _stream.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    /// <summary>Whether the file begins like a web page.</summary>
    public bool LooksLikeHtml()
    {
        Span<byte> start = stackalloc byte[256];
        var read = RandomAccess.Read(_stream.SafeFileHandle, start, 0);
        return start[..read].TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..];
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private async Task HashAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (int read; (read = await _stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            _hash.AppendData(buffer, 0, read);
            Length += read;
        }
    }
}
