using System.IO.MemoryMappedFiles;
using System.Runtime.ConstrainedExecution;

namespace Fovea.Vectors.Segments;

/// <summary>A part of a file that is mapped, until nobody refers to it any more.</summary>
internal sealed unsafe class MappedBlock : CriticalFinalizerObject
{
    private readonly MemoryMappedViewAccessor? _view;

    /// <param name="path">The file.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">Its bytes.</param>
    public MappedBlock(string path, long offset, long length)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        Pointer = pointer + view.PointerOffset;
        _view = view;
    }

    /// <summary>Ends the mapping: an acquired pointer outlives the view's own finalizer.</summary>
    ~MappedBlock() => _view?.SafeMemoryMappedViewHandle.ReleasePointer();

    /// <summary>Where the part begins. Valid while the block is referred to.</summary>
    public byte* Pointer { get; }
}
