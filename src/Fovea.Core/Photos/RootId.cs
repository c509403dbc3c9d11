namespace Fovea;

/// <summary>The catalog's number of one library root.</summary>
public readonly record struct RootId(long Value);
