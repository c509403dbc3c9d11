using System.Runtime.Intrinsics.X86;

namespace Fovea.Clip;

/// <summary>What this processor does with products of unsigned and signed bytes.</summary>
internal static class ByteProducts
{
    /// <summary>
    /// Whether the sum of two products is exact. Without the dot product instructions of AVX-512 VNNI or AVX-VNNI, x64 processors keep it
    /// in 16 bits and cut it at 32,767 (<c>vpmaddubsw</c>), and two products of bytes reach 64,770: weights of 7 bits stay below.
    /// </summary>
    public static bool AreExact { get; } = !X86Base.IsSupported || HasDotProduct();

    /// <summary>Bits of a weight that this processor multiplies exactly.</summary>
    public static int WeightBits => AreExact ? 8 : 7;

    private static bool HasDotProduct()
    {
        if (X86Base.CpuId(0, 0).Eax < 7) return false;
        var (leaves, _, features, _) = X86Base.CpuId(7, 0);
        return (features & (1 << 11)) != 0 || (leaves >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 4)) != 0);
    }
}
