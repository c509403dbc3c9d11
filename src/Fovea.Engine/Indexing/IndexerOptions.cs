using Fovea.Engine.Pacing;

namespace Fovea.Engine.Indexing;

/// <summary>How an indexing run behaves.</summary>
public sealed class IndexerOptions
{
    /// <summary>How many photos are decoded at once. Default: the number of processors.</summary>
    public int DecodeWorkers { get; init; } = Environment.ProcessorCount;

    /// <summary>How many files are read ahead while all decoders are busy. Default: 2.</summary>
    public int ReadAhead { get; init; } = 2;

    /// <summary>How many batches are encoded at once, each by one thread where the encoder allows it. Default: the number of processors.</summary>
    public int EncodeWorkers { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The share of this machine's processors that a run may use, above 0 to 1. Default (null): all of them, and <see cref="ShareOnBattery"/>
    /// while the machine is on battery.
    /// </summary>
    public double? ProcessorShare { get; init; }

    /// <summary>The share on battery: half.</summary>
    public static double ShareOnBattery => 0.5;

    /// <summary>Tells whether the machine is on battery now. Default: what the system says.</summary>
    public Func<bool> IsOnBattery { get; init; } = PowerSource.IsOnBattery;

    /// <summary>Files over this many bytes fail without being read. Default: 512 MiB.</summary>
    public long MaxFileSize { get; init; } = 512L << 20;

    /// <summary>How much finished work may wait for its transaction: what a crash can lose. Default: one second.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many changes one transaction holds at most. Default: 500.</summary>
    public int MaxBatchChanges { get; init; } = 500;

    /// <summary>
    /// The share of a root's photos that may be gone at once without asking, 0 to 1. Default: 0.2. More looks like a drive that is
    /// away or a folder mounted wrongly, and is kept as offline until a person says that it is meant.
    /// </summary>
    public double MaxVanishedShare { get; init; } = 0.2;

    /// <summary>Folders that are never indexed, even inside a root: the program's own data.</summary>
    public IReadOnlyList<string> ExcludedFolders { get; init; } = [];
}
