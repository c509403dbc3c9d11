namespace Fovea.Imaging;

/// <summary>What one file may cost in a decoder's process, enforced from outside: the process that goes over is ended.</summary>
public sealed record IsolationLimits
{
    /// <summary>Most memory of the process in bytes. Default 1.25 GiB, enough for every picture within <see cref="DecodeLimits"/>.</summary>
    public long MaxMemory { get; init; } = 1280L << 20;

    /// <summary>Longest time for one file. Default 18 seconds. Time in which this program itself was stopped (Ctrl-Z) does not count.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(18);

    /// <summary>Longest time for a process to get ready. Default one minute: a machine may be very busy.</summary>
    public TimeSpan MaxStart { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a process is kept while there is nothing to do. Default half a minute.</summary>
    public TimeSpan MaxIdle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A process that holds more than this many bytes after a picture is replaced. Default 384 MiB.</summary>
    public long WornMemory { get; init; } = 384L << 20;
}
