namespace Fovea.Engine.Desktop;

/// <summary>A photo with which something could not be done that was done with others.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Path">The file at fault, absolute; empty for a photo that is not in the catalog.</param>
/// <param name="Reason">Why, for people: part of a sentence that begins with the file's name and a colon.</param>
public sealed record PhotoProblem(PhotoId Photo, string Path, string Reason);
