using System.Collections.Concurrent;

namespace Fovea.Vectors.Searching;

/// <summary>Scans that are used again. Thread-safe.</summary>
/// <param name="dimensions">Numbers in a query.</param>
internal sealed class ScanPool(int dimensions)
{
    private readonly ConcurrentBag<QueryScan> _free = [];

    /// <summary>A scan for the caller alone.</summary>
    public QueryScan Rent() => _free.TryTake(out var scan) ? scan : new QueryScan(dimensions);

    /// <summary>Takes a scan back.</summary>
    public void Return(QueryScan scan)
    {
        scan.Release();
        if (_free.Count < Environment.ProcessorCount) _free.Add(scan);
    }
}
