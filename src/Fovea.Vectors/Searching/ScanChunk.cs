namespace Fovea.Vectors.Searching;

/// <summary>Blocks of one part that a thread scans at a time.</summary>
/// <param name="Part">Which part.</param>
/// <param name="FirstBlock">The first block, counted within the part.</param>
/// <param name="EndBlock">The block after the last.</param>
internal readonly record struct ScanChunk(int Part, int FirstBlock, int EndBlock);
