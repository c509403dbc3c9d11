namespace Fovea.Engine.Desktop;

/// <summary>A photo in the trash, with all that the catalog knew of it.</summary>
/// <param name="Record">Its row.</param>
/// <param name="Vectors">Its vector in each space that has one.</param>
/// <param name="File">Its file.</param>
/// <param name="Companion">Its RAW twin's file, if that went along.</param>
internal sealed record TrashedPhoto(
    PhotoRecord Record, IReadOnlyList<(SpaceInfo Space, Half[] Vector)> Vectors, TrashedFile File, TrashedFile? Companion);
