namespace Fovea.Clip;

/// <summary>
/// What tells, without reading all of it, that a model's file is the one that was hashed. Size and time do not: all models of one kind have the same size, and copies and archives are made with one time
/// for all files.
/// </summary>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedTicks">Last write time, UTC, in ticks of 100 ns.</param>
/// <param name="Sample">A hash of eight parts of the file; other weights differ in every one.</param>
public readonly record struct ModelFileStamp(long Size, long ModifiedTicks, string Sample);
