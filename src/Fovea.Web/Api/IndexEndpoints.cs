using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Fovea.Engine.Indexing;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>Indexing in the background.</summary>
internal static class IndexEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/index", (IndexJob job) => IndexMapping.ToStatus(job.Status)).Describe("getIndex", "What indexing does now.");
        api.MapPost("/index", Start).LocalOnly().DescribeChange("startIndex", "Brings folders of the library up to date.", ApiErrors.RootGone);
        api.MapPost("/index/pause", (IndexJob job) => Do(job.Pause)).LocalOnly().DescribeChange("pauseIndex", "Holds the present run. What is done is kept.");
        api.MapPost("/index/resume", (IndexJob job) => Do(job.Resume)).LocalOnly().DescribeChange("resumeIndex", "Lets a paused run go on.");
        api.MapPost("/index/stop", (IndexJob job) => Do(job.Stop)).LocalOnly().DescribeChange("stopIndex", "Ends the present run. What is done is kept.");
        api.MapRead("/failures", GetFailures).Describe("getFailures", "Photos that could not be read, with the reasons.", ApiErrors.BadRequest);
    }

    private static Accepted<IndexStatus> Start(StartIndexBody body, IndexJob job, IPhotoCatalog catalog)
    {
        var roots = catalog.GetRoots();
        var chosen = body.Roots is null
            ? roots
            : [.. body.Roots.Select(id => roots.FirstOrDefault(root => root.Id.Value == id) ?? throw new ApiException(ApiErrors.RootGone))];
        if (chosen.Count > 0)
        {
            job.Start(new IndexRequest { Targets = [.. chosen.Select(root => new IndexTarget(root))], RetryFailed = body.RetryFailed, Prune = body.Prune });
        }

        return TypedResults.Accepted(ApiGroup.Prefix + "/index", IndexMapping.ToStatus(job.Status));
    }

    private static NoContent Do(Action action)
    {
        action();
        return TypedResults.NoContent();
    }

    private static FailuresAnswer GetFailures(
        [Description(OpaqueCursor.Explanation)] string? cursor, [Description(PageSize.Explanation), Range(1, PageSize.Most)] int? limit, IPhotoCatalog catalog)
    {
        var (start, count) = (OpaqueCursor.Parse(cursor).Offset, PageSize.Check(limit));
        var rows = catalog.GetByStatus(PhotoStatus.Failed, (int)Math.Min((long)start + count + 1, int.MaxValue));
        var items = rows.Skip(start).Take(count).Select(photo => new FailureItem(
            photo.Id.Value,
            photo.Path,
            KindName(photo.Failure?.Kind),
            photo.Failure?.Reason ?? "unknown",
            photo.IsOffline));
        return new FailuresAnswer([.. items], rows.Count > start + count ? new OpaqueCursor(string.Empty, start + count).ToString() : null);
    }

    private static string KindName(PhotoFailureKind? kind) => kind?.ToString() is { } name ? char.ToLowerInvariant(name[0]) + name[1..] : "unknown";
}
