namespace Fovea.Models;

/// <summary>A model on this machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="IsStarter">Whether it is the small model that ships with the program.</param>
/// <param name="IsInUse">Whether it is the one that searches use when nothing else is said.</param>
public sealed record InstalledModel(string Name, string Folder, bool IsStarter, bool IsInUse)
{
    /// <summary>Whether a change to it is under way.</summary>
    public bool IsNext { get; init; }

    /// <summary>Whether towers that were rebuilt for speed are used in place of published ones.</summary>
    public bool IsOptimized { get; init; }

    /// <summary>Why rebuilt towers that are there are not used, and what to do; null when nothing is wrong.</summary>
    public string? OptimizationProblem { get; init; }
}
