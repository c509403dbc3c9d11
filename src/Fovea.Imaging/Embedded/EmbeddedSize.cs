namespace Fovea.Imaging;

/// <summary>Whether an upright picture inside of a file will do for the upright photo of <paramref name="fullWidth"/> × <paramref name="fullHeight"/>.</summary>
internal delegate bool EmbeddedSize(int width, int height, int fullWidth, int fullHeight);
