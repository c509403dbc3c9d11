namespace Fovea.Models;

/// <summary>A model as this machine first got it.</summary>
/// <param name="Revision">The commit, or <c>main</c> where the server named none.</param>
/// <param name="Fetched">When.</param>
/// <param name="Files">SHA-256 by path, of the files that came without one.</param>
internal sealed record FirstUseModel(string Revision, DateTimeOffset Fetched, IReadOnlyDictionary<string, string> Files);
