namespace Fovea.Web.Api.Contracts;

/// <summary>What the signed-in person or device may do.</summary>
/// <param name="Files">Open, show in the folder and copy photos.</param>
/// <param name="Trash">Move photos to the system's trash.</param>
/// <param name="Library">Change the library's folders and the indexing.</param>
internal sealed record Permissions(bool Files, bool Trash, bool Library);
