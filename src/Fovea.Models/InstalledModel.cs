namespace Fovea.Models;

/// <summary>A model on this machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="IsStarter">Whether it is the small model that ships with the program.</param>
/// <param name="IsInUse">Whether it is the one that searches use when nothing else is said.</param>
public sealed record InstalledModel(string Name, string Folder, bool IsStarter, bool IsInUse);
