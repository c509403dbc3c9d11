namespace Fovea.Clip;

/// <summary>The name of something of Python's. It stays a name.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Name">Its name there.</param>
internal sealed record PickleGlobal(string Module, string Name);
