namespace Fovea.Imaging;

/// <summary>One buffer for one file after the other. That of a very large file is not kept.</summary>
internal sealed class ReusedBuffer
{
    private const int MostKept = 32 << 20;

    private byte[] _buffer = [];

    /// <summary>A buffer of at least <paramref name="length"/> bytes; what was taken before may be overwritten.</summary>
    public byte[] Take(int length)
    {
        if (length > MostKept) return GC.AllocateUninitializedArray<byte>(length);
        if (_buffer.Length < length) _buffer = GC.AllocateUninitializedArray<byte>((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, 1 << 20)));
        return _buffer;
    }
}
