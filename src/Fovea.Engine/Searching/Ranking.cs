namespace Fovea.Engine.Searching;

/// <summary>The outcome of a search before it becomes a set.</summary>
/// <param name="Ids">The photos in order.</param>
/// <param name="Scores">Their scores; null when nothing was ranked.</param>
/// <param name="Bands">How the ids divide.</param>
/// <param name="Weak">How many weak matches there are, among the ids or not.</param>
/// <param name="Searched">How many photos were looked at.</param>
/// <param name="Order">The order of the ids.</param>
internal sealed record Ranking(PhotoId[] Ids, float[]? Scores, BandCounts Bands, int Weak, long Searched, SearchOrder Order);
