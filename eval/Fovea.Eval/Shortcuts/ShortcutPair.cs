namespace Fovea.Eval.Shortcuts;

/// <summary>One file decoded both ways.</summary>
/// <param name="Kind">What sort of file.</param>
/// <param name="IsShorter">Whether the two ways gave different pixels.</param>
/// <param name="Cosine">Between the two vectors.</param>
/// <param name="Milliseconds">With shortcuts, the better of two.</param>
/// <param name="FullMilliseconds">Without.</param>
internal sealed record ShortcutPair(string Kind, bool IsShorter, double Cosine, double Milliseconds, double FullMilliseconds);
