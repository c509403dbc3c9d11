using System.IO.Compression;
using System.IO.Hashing;

namespace Fovea.Models;

/// <summary>A file in a ZIP archive, whose sum is compared with the archive's when all of it has been read: .NET reads a damaged one without a word.</summary>
internal sealed class CheckedEntryStream(Stream content, ZipArchiveEntry entry) : Stream
{
    private readonly Crc32 _sum = new();
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">It was all read, and is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        _sum.Append(buffer[..read]);
        if (read > 0 || buffer.IsEmpty || _isChecked) return read;
        _isChecked = true;
        return _sum.GetCurrentHashAsUInt32() == entry.Crc32 ? 0 : throw new InvalidDataException($"{entry.FullName} in it is damaged: its sum is not the one that the archive names.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}
