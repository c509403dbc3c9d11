using System.ComponentModel;
using Fovea.Engine;
using Fovea.Engine.Indexing;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Fovea.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>The folders of the library and what there is in them.</summary>
internal static class LibraryEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/library", (LibraryReport report) => report.Read()).Describe("getLibrary", "The folders, counts, sizes, the model and the indexing.");
        api.MapPost("/library/roots", AddRoot).LocalOnly().DescribeChange("addRoot", "Adds a folder and begins to index it.", ApiErrors.CannotBeDone);
        api.MapDelete("/library/roots/{id:long}", RemoveRootAsync).LocalOnly().DescribeChange("removeRoot", "Takes a folder out of the library. Its files are not touched.", ApiErrors.RootGone);
        api.MapRead("/facets", GetFacets).Describe("getFacets", "What the library can be filtered by.");
        api.MapRead("/folders", GetFolders).Describe("getFolders", "The library's folders with photos: the roots, or those directly below a folder.", ApiErrors.BadRequest);
    }

    private static Created<RootItem> AddRoot(AddRootBody body, Library library, LibraryReport report, IndexJob job, LibraryEvents events)
    {
        var target = library.Add(TypedFolder.Full(body.Path));
        job.Start(new IndexRequest { Targets = [target] });
        events.LibraryChanged();
        return TypedResults.Created(ApiGroup.Prefix + "/library", report.ReadRoot(target.Root));
    }

    private static async Task<NoContent> RemoveRootAsync(
        long id, Library library, IPhotoCatalog catalog, IndexJob job, LibraryEvents events, CancellationToken cancellationToken)
    {
        var root = catalog.GetRoots().FirstOrDefault(root => root.Id.Value == id) ?? throw new ApiException(ApiErrors.RootGone);
        var wasRunning = await StopAsync(job, events, cancellationToken);
        library.Forget(root.Path);
        events.LibraryChanged();
        var others = catalog.GetRoots();
        if (wasRunning && others.Count > 0) job.Start(new IndexRequest { Targets = [.. others.Select(other => new IndexTarget(other))] });
        return TypedResults.NoContent();
    }

    // A run must not go on to write photos of a folder that is no longer there.
    private static async Task<bool> StopAsync(IndexJob job, LibraryEvents events, CancellationToken cancellationToken)
    {
        var wasRunning = false;
        while (true)
        {
            var next = events.Next;
            if (job.Status.State == IndexJobState.Idle) return wasRunning;
            wasRunning = true;
            job.Stop();
            await next.WaitAsync(cancellationToken);
        }
    }

    private static FacetsAnswer GetFacets(IPhotoCatalog catalog)
    {
        var facets = catalog.GetFacets();
        return new FacetsAnswer(
            facets.Total, facets.Favourites, facets.Offline, ToItems(facets.Cameras), ToItems(facets.Formats), ToItems(facets.Shapes), ToItems(facets.Years));
    }

    private static IReadOnlyList<FacetItem> ToItems(IReadOnlyList<FacetValue> values) => [.. values.Select(value => new FacetItem(value.Value, value.Count))];

    private static FoldersAnswer GetFolders([Description("The absolute path of a folder; without it the roots.")] string? under, IPhotoCatalog catalog) =>
        new([.. catalog.GetFolders(string.IsNullOrEmpty(under) ? null : TypedFolder.Full(under)).Select(folder => new FolderItem(folder.Path, PhotoMapping.NameOf(folder.Path), folder.Photos))]);
}
