namespace Fovea.Engine.Indexing;

/// <summary>A root, or one folder of it, to bring up to date.</summary>
/// <param name="Root">The root.</param>
/// <param name="Below">Path below the root; empty for all of it.</param>
public sealed record IndexTarget(LibraryRoot Root, string Below = "");
