namespace Fovea;

/// <summary>A folder that a person asked to index.</summary>
/// <param name="Id">The catalog's number.</param>
/// <param name="Path">Absolute path, as the file system gives it, without a trailing separator.</param>
/// <param name="IsAvailable">Whether it could be reached when it was last looked at; if not, its photos are offline.</param>
/// <param name="LastIndexed">When an indexing run last completed for it.</param>
public sealed record LibraryRoot(RootId Id, string Path, bool IsAvailable, DateTimeOffset? LastIndexed);
