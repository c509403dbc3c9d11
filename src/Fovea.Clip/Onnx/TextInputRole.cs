namespace Fovea.Clip;

/// <summary>What an extra input of a text tower wants.</summary>
internal enum TextInputRole
{
    /// <summary>1 for tokens, 0 for padding.</summary>
    AttentionMask,

    /// <summary>0, 1, 2, …</summary>
    Positions,

    /// <summary>Zeros.</summary>
    TokenTypes,

    /// <summary>A picture, for a graph that computes both towers; its values do not matter.</summary>
    Picture,
}
