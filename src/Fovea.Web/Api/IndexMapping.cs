using Fovea.Engine.Indexing;
using Fovea.Web.Api.Contracts;

namespace Fovea.Web.Api;

/// <summary>Indexing as the API shows it.</summary>
internal static class IndexMapping
{
    public static IndexStatus ToStatus(IndexJobStatus status)
    {
        var progress = status.Progress;
        return new IndexStatus(
            status.State.ToString().ToLowerInvariant(),
            progress?.Holder,
            progress?.Scanned ?? 0,
            progress?.Total ?? 0,
            progress?.Done ?? 0,
            progress?.Failed ?? 0,
            Math.Round(progress?.Rate ?? 0, 1),
            progress?.Remaining is { } left ? Math.Round(left.TotalSeconds) : null,
            progress?.NextModel,
            ToRun(status),
            status.Revision);
    }

    private static IndexRun? ToRun(IndexJobStatus status)
    {
        if (status.LastReport is null && status.LastError is null) return null;
        var report = status.LastReport ?? new IndexReport();
        return new IndexRun(
            report.New,
            report.Changed,
            report.Moved,
            report.Removed,
            report.Failures.Count,
            Math.Round(report.Elapsed.TotalSeconds, 1),
            Math.Round(report.PhotosPerSecond, 1),
            [.. report.Kept.Select(kept => new KeptItem(kept.Root.Path, kept.Vanished, kept.Known))],
            status.LastError,
            status.LastEnded);
    }
}
