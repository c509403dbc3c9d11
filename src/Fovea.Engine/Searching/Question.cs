namespace Fovea.Engine.Searching;

/// <summary>What a request comes down to.</summary>
/// <param name="Filter">Which photos may appear.</param>
/// <param name="Vector">What they are ranked by, of unit length; null: nothing.</param>
/// <param name="Excluded">Photos that are not part of the answer.</param>
/// <param name="Messages">What there is to say about it.</param>
internal sealed record Question(PhotoFilter Filter, float[]? Vector, IReadOnlyCollection<PhotoId> Excluded, IReadOnlyList<string> Messages);
