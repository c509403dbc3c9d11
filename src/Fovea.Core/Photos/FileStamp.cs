namespace Fovea;

/// <summary>What tells, without opening a file, that it has not changed since it was indexed.</summary>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedTicks">Last write time, UTC, in ticks of 100 ns, as exact as the file system gives it.</param>
public readonly record struct FileStamp(long Size, long ModifiedTicks);
