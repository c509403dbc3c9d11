namespace Fovea;

/// <summary>How many files of each sort lie under one root.</summary>
/// <param name="Root">The root.</param>
/// <param name="Indexed">Photos with a vector, offline ones included.</param>
/// <param name="Failed">Failed photos.</param>
/// <param name="NotPhotos">Files that are not photos.</param>
/// <param name="Offline">Indexed photos that cannot be reached now.</param>
public sealed record RootCounts(RootId Root, long Indexed, long Failed, long NotPhotos, long Offline);
