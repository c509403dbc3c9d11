using System.Buffers;
using System.Runtime.InteropServices;

namespace Fovea.Clip;

/// <summary>The memory of an array of numbers as bytes, without a copy: weights are hundreds of megabytes.</summary>
internal sealed unsafe class CastMemory<T>(T[] values) : MemoryManager<byte>
    where T : unmanaged
{
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(values.AsSpan());

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(values, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle);
    }

    // The handle that Pin gave frees itself.
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
