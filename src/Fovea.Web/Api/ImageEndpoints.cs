using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Fovea.Engine.Pictures;
using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>
/// What photos look like. Whatever a file holds, only a JPEG that was decoded and encoded here is shown; the file itself leaves as a download
/// that no browser interprets.
/// </summary>
internal static class ImageEndpoints
{
    private const int Smallest = 512;
    private const int Largest = 4096;
    private const int Usual = 2048;
    private const string VersionText = "The photo's version. Where it is the present one, the answer may be kept for good.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/photos/{id:long}/thumbnail", GetThumbnailAsync).Produces(200, contentType: "image/jpeg")
            .Describe("getThumbnail", "A small JPEG copy.", ApiErrors.PhotoGone, ApiErrors.PhotoAway, ApiErrors.Unreadable);
        api.MapRead("/photos/{id:long}/picture", GetPictureAsync).Produces(200, contentType: "image/jpeg")
            .Describe("getPicture", "A JPEG of a given size, upright; the small copy while the photo's drive is away.", ApiErrors.BadRequest, ApiErrors.PhotoGone, ApiErrors.PhotoAway, ApiErrors.Unreadable);
        api.MapRead("/photos/{id:long}/original", GetOriginal).Produces(200, contentType: "application/octet-stream")
            .Describe("getOriginal", "The photo's own file, as a download.", ApiErrors.PhotoGone, ApiErrors.PhotoAway, ApiErrors.Unreadable).WithoutLimit();
    }

    private static async Task<CachedResult> GetThumbnailAsync(long id, [Description(VersionText)] string? v, PhotoPictures pictures, HttpContext context) =>
        ToResult(await pictures.GetThumbnailAsync(new PhotoId(id), context.RequestAborted), v);

    private static async Task<CachedResult> GetPictureAsync(
        long id,
        [Description("The longer side in pixels. Default 2048."), Range(Smallest, Largest)] int? size,
        [Description(VersionText)] string? v,
        PhotoPictures pictures,
        HttpContext context)
    {
        if (size is < Smallest or > Largest) throw new ApiException(ApiErrors.BadRequest, $"'size' is the longer side in pixels, from {Smallest} to {Largest}.");
        return ToResult(await pictures.GetPictureAsync(new PhotoId(id), size ?? Usual, context.RequestAborted), v);
    }

    private static FileStreamHttpResult GetOriginal(long id, PhotoPictures pictures)
    {
        switch (pictures.OpenOriginal(new PhotoId(id)))
        {
            case OriginalAnswer.Opened file:
                return TypedResults.File(file.Content, "application/octet-stream", Path.GetFileName(PathText.ToDisplay(file.Path)));
            case OriginalAnswer.None none:
                throw Refusal(none.Why, none.Reason);
            default:
                throw new InvalidOperationException("An original's answer has a case that is not known here.");
        }
    }

    private static CachedResult ToResult(PictureAnswer answer, string? version)
    {
        switch (answer)
        {
            case PictureAnswer.Picture picture:
                return new CachedResult(picture.Jpeg, CachedResult.Jpeg, $"\"{picture.ETag}\"", IsVersion(picture.ETag, version));
            case PictureAnswer.None none:
                throw Refusal(none.Why, none.Reason);
            default:
                throw new InvalidOperationException("A picture's answer has a case that is not known here.");
        }
    }

    // The ETag begins with the whole content hash, and a version is the beginning of that.
    private static bool IsVersion(string etag, string? version) => version is { Length: 8 } && etag.StartsWith(version, StringComparison.Ordinal);

    private static ApiException Refusal(NoPicture why, string reason) => why switch
    {
        NoPicture.Unknown => new ApiException(ApiErrors.PhotoGone),
        NoPicture.Offline or NoPicture.Gone => new ApiException(ApiErrors.PhotoAway, $"The photo cannot be shown: {reason}."),
        _ => new ApiException(ApiErrors.Unreadable, $"The photo cannot be shown: {reason}."),
    };
}
