namespace Fovea.Vectors.Segments;

/// <summary>A part of a segment that is in memory: of its own, or a file's that is mapped.</summary>
/// <param name="owner">What keeps the memory valid.</param>
/// <param name="pointer">Where it begins.</param>
/// <param name="length">Bytes.</param>
internal sealed unsafe class Region(object owner, byte* pointer, long length)
{
    /// <summary>Memory of its own.</summary>
    public Region(MemoryBlock block)
        : this(block, block.Pointer, block.Length)
    {
    }

    /// <summary>What keeps the memory valid.</summary>
    public object Owner => owner;

    /// <summary>Where it begins. Valid while the region is referred to.</summary>
    public byte* Pointer => pointer;

    /// <summary>Bytes.</summary>
    public long Length => length;
}
