using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Fovea.Vectors.Segments;

/// <summary>
/// Memory outside the collector's heap, aligned to 2 MB where it is large, so that the system can back it with large pages: a scan over hundreds of
/// megabytes otherwise waits for address translation. Given back when nobody refers to it any more, so a search may outlive its index.
/// </summary>
internal sealed unsafe partial class MemoryBlock : CriticalFinalizerObject
{
    private const int CacheLine = 64;
    private const int LargePage = 2 * 1024 * 1024;
    private const int AdviseLargePages = 14;

    /// <param name="length">Bytes; their content is undefined until it is written.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public MemoryBlock(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var isLarge = length >= LargePage;
        var size = isLarge ? (length + LargePage - 1) / LargePage * LargePage : Math.Max(length, 1);
        Pointer = (byte*)NativeMemory.AlignedAlloc(checked((nuint)size), isLarge ? (nuint)LargePage : CacheLine);
        if (isLarge && OperatingSystem.IsLinux()) _ = Advise((nint)Pointer, (nuint)size, AdviseLargePages);
        GC.AddMemoryPressure(Math.Max(1, length));
    }

    /// <summary>Gives the memory back.</summary>
    ~MemoryBlock()
    {
        if (Pointer == null) return;
        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure(Math.Max(1, Length));
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Where the block begins. Valid while the block is referred to.</summary>
    public byte* Pointer { get; }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
