using System.Buffers;
using System.IO.Hashing;

namespace Fovea.Engine.Files;

/// <summary>The bytes of one file, in a rented buffer. Dispose gives the buffer back, unless it was <see cref="Abandon"/>ed.</summary>
internal sealed class FileContent : IDisposable
{
    private byte[]? _buffer;

    public FileContent(byte[] buffer, int length, FileStamp stamp)
    {
        _buffer = buffer;
        Bytes = buffer.AsMemory(0, length);
        Stamp = stamp;
        Hash = new ContentHash(XxHash128.HashToUInt128(Bytes.Span));
    }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Size and modification time of what was read.</summary>
    public FileStamp Stamp { get; }

    /// <summary>Hash of the bytes.</summary>
    public ContentHash Hash { get; }

    /// <summary>Leaves the buffer to the garbage collector: somebody may still be reading it.</summary>
    public void Abandon() => _buffer = null;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { Length: > 0 } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }
}
