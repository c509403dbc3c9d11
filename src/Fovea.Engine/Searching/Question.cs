namespace Fovea.Engine.Searching;

/// <summary>What a request comes down to.</summary>
/// <param name="Filter">Which photos may appear.</param>
/// <param name="Vector">What they are ranked by, of unit length; null: nothing.</param>
/// <param name="IsByPictures">Whether the vector is made of pictures more than of words.</param>
/// <param name="Excluded">Photos that are not part of the answer.</param>
/// <param name="Messages">What there is to say about it.</param>
internal sealed record Question(PhotoFilter Filter, float[]? Vector, bool IsByPictures, IReadOnlyCollection<PhotoId> Excluded, IReadOnlyList<string> Messages);
