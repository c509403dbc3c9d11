namespace Fovea.Web.Api.Contracts;

/// <summary>The model that searches.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsStarter">Whether it is the small one that ships with the program.</param>
/// <param name="Dimensions">Numbers in a vector.</param>
/// <param name="InputSize">The side, in pixels, of what it sees of a photo.</param>
/// <param name="Quality">How well it finds things; null where that was not measured.</param>
internal sealed record ModelItem(string Name, bool IsStarter, int Dimensions, int InputSize, ModelQuality? Quality);
