using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Fovea.Engine.Desktop;
using Fovea.Engine.Pictures;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Fovea.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>What is done with the files themselves; for the person at the machine alone.</summary>
internal static class FileEndpoints
{
    private const int MostCompletions = 20;
    private const int LongestPath = 4_096;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/photos/{id:long}/open", Open).LocalOnly().DescribeChange("openPhoto", "Opens the original in the system's viewer.", ApiErrors.PhotoGone, ApiErrors.PhotoAway, ApiErrors.CannotBeDone);
        api.MapPost("/photos/{id:long}/reveal", Reveal).LocalOnly().DescribeChange("revealPhoto", "Shows the original in its folder.", ApiErrors.PhotoGone, ApiErrors.PhotoAway, ApiErrors.CannotBeDone);
        api.MapPost("/photos/trash", Trash).LocalOnly().DescribeChange("trashPhotos", "Moves photos to the system's trash.").WithoutLimit();
        api.MapPost("/photos/untrash", Untrash).LocalOnly().DescribeChange("untrashPhotos", "Takes photos back out of the trash.", ApiErrors.UndoGone).WithoutLimit();
        api.MapPost("/photos/export", ExportAsync).LocalOnly().DescribeChange("exportPhotos", "Copies originals into a folder. Nothing there is overwritten.", ApiErrors.CannotBeDone).WithoutLimit();
        api.MapRead("/complete", Complete).LocalOnly().Describe("completeFolder", "Folders of the disk that complete what was typed, at most 20.", ApiErrors.BadRequest);
    }

    private static NoContent Open(long id, IPhotoCatalog catalog, PhotoPictures pictures, DesktopActions desktop)
    {
        desktop.Open(Reachable(catalog, pictures, id));
        return TypedResults.NoContent();
    }

    private static NoContent Reveal(long id, IPhotoCatalog catalog, PhotoPictures pictures, DesktopActions desktop)
    {
        desktop.ShowInFolder(Reachable(catalog, pictures, id));
        return TypedResults.NoContent();
    }

    private static TrashAnswer Trash(IdsBody body, PhotoTrash trash, LibraryEvents events)
    {
        var report = trash.Trash(Ids.From(body.Ids));
        events.LibraryChanged();
        return new TrashAnswer(report.Undo, report.Moved, ToFailures(report.Failures));
    }

    private static UntrashAnswer Untrash(UntrashBody body, PhotoTrash trash, LibraryEvents events)
    {
        try
        {
            var report = trash.Undo(body.Undo);
            events.LibraryChanged();
            return new UntrashAnswer(report.Moved, ToFailures(report.Failures));
        }
        catch (LibraryException e)
        {
            throw new ApiException(ApiErrors.UndoGone, e.Message);
        }
    }

    // A photo that is a RAW and a JPEG is copied whole.
    private static async Task<ExportAnswer> ExportAsync(ExportBody body, PhotoExport export, CancellationToken cancellationToken)
    {
        var report = await export.CopyAsync(Ids.From(body.Ids), TypedFolder.Full(body.Folder), withCompanions: true, cancellationToken);
        return new ExportAnswer(report.Copied, report.Folder, ToFailures(report.Failures));
    }

    private static CompletionAnswer Complete([Description("What was typed so far; empty: where photos usually are."), MaxLength(LongestPath)] string? path) => path?.Length > LongestPath
        ? throw new ApiException(ApiErrors.BadRequest, "The path is too long.")
        : new CompletionAnswer([.. FolderCompletion.Complete(path ?? string.Empty, MostCompletions).Select(folder => new CompletionItem(folder, PhotoMapping.NameOf(folder)))]);

    // The same check as for showing it: a link that leads out of the library is not followed for the desktop either.
    private static string Reachable(IPhotoCatalog catalog, PhotoPictures pictures, long id)
    {
        var photo = PhotoEndpoints.Find(catalog, id);
        switch (pictures.OpenOriginal(photo.Id))
        {
            case OriginalAnswer.Opened file:
                file.Content.Dispose();
                return photo.Path;
            case OriginalAnswer.None { Why: NoPicture.Unknown }:
                throw new ApiException(ApiErrors.PhotoGone);
            case OriginalAnswer.None { Why: NoPicture.Offline or NoPicture.Gone } none:
                throw new ApiException(ApiErrors.PhotoAway, $"The photo cannot be opened: {none.Reason}.");
            case OriginalAnswer.None none:
                throw new ApiException(ApiErrors.CannotBeDone, $"The photo cannot be opened: {none.Reason}.");
            default:
                throw new InvalidOperationException("An original's answer has a case that is not known here.");
        }
    }

    private static List<FileFailure> ToFailures(IReadOnlyList<PhotoProblem> problems) =>
        [.. problems.Select(problem => new FileFailure(problem.Photo.Value, problem.Path, problem.Reason))];
}
