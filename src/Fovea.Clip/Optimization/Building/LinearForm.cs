namespace Fovea.Clip;

/// <summary>In which arithmetic a linear layer runs.</summary>
internal abstract record LinearForm
{
    private LinearForm()
    {
    }

    /// <summary>fp32.</summary>
    public sealed record Single : LinearForm
    {
        public static Single Instance { get; } = new();
    }

    /// <summary>Bytes times signed bytes; the inputs' scale is found anew for each run.</summary>
    /// <param name="Bits">Bits of a weight: 8, or 7 for processors whose byte product overflows otherwise.</param>
    public sealed record Dynamic(int Bits) : LinearForm;

    /// <summary>Bytes times signed bytes; inputs lie between two numbers, and what is outside is cut.</summary>
    /// <param name="Bits">As in <see cref="Dynamic"/>.</param>
    /// <param name="Least">The least input.</param>
    /// <param name="Most">The largest input.</param>
    public sealed record Static(int Bits, float Least, float Most) : LinearForm;
}
