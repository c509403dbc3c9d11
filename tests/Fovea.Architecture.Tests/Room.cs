namespace Fovea.Architecture.Tests;

/// <summary>A project of the product and the projects it may reference.</summary>
internal sealed record Room(string Name, params string[] MayReference);
