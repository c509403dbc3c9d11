namespace Fovea.Hosting;

/// <summary>The model that this program was put together with, as front ends name it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsStarter">Whether it is the small one that ships with the program.</param>
public sealed record ModelInUse(string Name, bool IsStarter);
