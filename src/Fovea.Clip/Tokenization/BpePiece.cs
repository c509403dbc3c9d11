namespace Fovea.Clip;

/// <summary>A piece of a word while it is merged, linked with its neighbours by their positions.</summary>
internal struct BpePiece
{
    /// <summary>The id of a piece that was merged into the one before it.</summary>
    public const int Gone = -1;

    /// <summary>Its token.</summary>
    public int Id;

    /// <summary>The piece before it; −1: none.</summary>
    public int Previous;

    /// <summary>The piece behind it; −1: none.</summary>
    public int Next;
}
