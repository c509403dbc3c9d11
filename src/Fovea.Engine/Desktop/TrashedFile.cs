namespace Fovea.Engine.Desktop;

/// <summary>A file in the trash.</summary>
/// <param name="From">Where it was.</param>
/// <param name="Place">Where it is now.</param>
/// <param name="Info">The file that describes it, where the system's trash has such files.</param>
internal sealed record TrashedFile(string From, string Place, string? Info);
