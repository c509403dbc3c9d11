namespace Fovea.Vectors.Searching;

/// <summary>How many threads a scan is worth.</summary>
internal static class ScanThreads
{
    // A second thread takes some 10 µs to begin: as long as one reads a few hundred kilobytes.
    private const long BytesWorthAThread = 2L * 1024 * 1024;

    /// <summary>More wait for memory (docs/benchmarks.md).</summary>
    public static int Most { get; } = Math.Min(8, Environment.ProcessorCount);

    /// <summary>Threads for so many bytes.</summary>
    public static int For(long bytes) => (int)Math.Clamp(bytes / BytesWorthAThread, 1, Most);
}
