using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Fovea.Vectors.Kernels;

/// <summary>
/// The integer loops over coded rows, once for each kind of processor. All give the same integers; <see cref="ScalarKernel"/> says which, and
/// tests hold the others to it. Lengths are the caller's to check: they come from a <see cref="Segments.SegmentShape"/>.
/// </summary>
internal abstract unsafe class CodeKernel
{
    /// <summary>Numbers whose codes are one step of every loop.</summary>
    public const int Step = 128;

    /// <summary>The fastest that this processor can run; chosen once.</summary>
    public static CodeKernel Best { get; } = Choose();

    /// <summary>All that this processor can run, fastest first.</summary>
    public static IEnumerable<CodeKernel> Supported
    {
        get
        {
            if (Avx512BW.IsSupported) yield return new Avx512Kernel();
            if (AvxVnni.IsSupported) yield return new AvxVnniKernel();
            if (Avx2.IsSupported) yield return new Avx2Kernel();
            if (Dp.IsSupported) yield return new DotProductKernel();
            yield return new ScalarKernel();
        }
    }

    /// <summary>
    /// Sums what a table gives for the sign bits of 64 rows. Byte <c>j</c> of a row holds the signs of numbers 8j to 8j + 7; its low half is looked up in
    /// table 2j and its high half in table 2j + 1.
    /// </summary>
    /// <param name="block">64 rows: byte <c>j</c> of row <c>r</c> lies at 64 j + r.</param>
    /// <param name="tables">Tables of 16 numbers each, at most 63 each, whose sums stay below 65,536.</param>
    /// <param name="columns">Bytes of a row: a multiple of 2.</param>
    /// <param name="sums">Receives 64 sums, by row.</param>
    public abstract void SumSigns(byte* block, byte* tables, int columns, ushort* sums);

    /// <summary>
    /// Dot products of rows of 4-bit codes with one query. Of every 64 bytes the low halves are the codes of 64 numbers and the high halves those of
    /// the next 64.
    /// </summary>
    /// <param name="rows">Rows one after the other.</param>
    /// <param name="query">A number from −127 to 127 for each code.</param>
    /// <param name="codes">Codes in a row: a multiple of <see cref="Step"/>.</param>
    /// <param name="count">Rows.</param>
    /// <param name="dots">Receives a product for each row.</param>
    public abstract void DotCodes(byte* rows, sbyte* query, int codes, int count, int* dots);

    /// <summary>The dot product of one row, as of <see cref="DotCodes"/>.</summary>
    public abstract int DotCode(byte* row, sbyte* query, int codes);

    private static CodeKernel Choose()
    {
        foreach (var kernel in Supported) return kernel;
        return new ScalarKernel();
    }
}
