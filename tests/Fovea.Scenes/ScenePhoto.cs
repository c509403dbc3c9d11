namespace Fovea.Scenes;

/// <summary>One picture of <see cref="SceneLibrary"/>.</summary>
/// <param name="Path">Below the library's folder, with forward slashes.</param>
/// <param name="Motif">A name of <see cref="ScenePainter.Motifs"/>.</param>
/// <param name="Seed">What makes it differ from others of the motif.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Taken">The camera's clock.</param>
/// <param name="Make">Camera maker.</param>
/// <param name="Model">Camera model.</param>
/// <param name="Place">Degrees north and east; null: not noted.</param>
public sealed record ScenePhoto(
    string Path, string Motif, int Seed, int Width, int Height, DateTime Taken, string Make, string Model, (double Latitude, double Longitude)? Place);
