namespace Fovea.Engine.Searching;

/// <summary>How sure it is that a photo shows what was asked for.</summary>
public enum MatchStrength
{
    /// <summary>Nothing was ranked, or nobody asked.</summary>
    None = 0,

    /// <summary>Stands out clearly from the library.</summary>
    Strong = 1,

    /// <summary>Stands out.</summary>
    Possible = 2,

    /// <summary>Among the more similar ones, but so would anything be.</summary>
    Weak = 3,
}
