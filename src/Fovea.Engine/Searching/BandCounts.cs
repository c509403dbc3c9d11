namespace Fovea.Engine.Searching;

/// <summary>How a ranking divides: the first so many are strong matches, those after them possible ones, those after them weak ones.</summary>
/// <param name="Strong">How many are strong.</param>
/// <param name="Possible">How many are possible.</param>
/// <param name="Weak">How many are weak; what comes after them is no match.</param>
internal readonly record struct BandCounts(int Strong, int Possible, int Weak)
{
    /// <summary>How many have any strength.</summary>
    public int All => Strong + Possible + Weak;

    /// <summary>The strength at a position of the ranking.</summary>
    public MatchStrength At(int position) =>
        position < Strong ? MatchStrength.Strong
        : position < Strong + Possible ? MatchStrength.Possible
        : position < All ? MatchStrength.Weak
        : MatchStrength.None;
}
