using System.ComponentModel;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Fovea.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>Pictures from outside the library to search with.</summary>
internal static class AddedPictureEndpoints
{
    // Each takes up to 64 MB and a decoder's memory.
    private const int AtOnce = 2;

    private static readonly SemaphoreSlim Turns = new(AtOnce);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/pictures", AddAsync).Accepts<Stream>("application/octet-stream").WithMetadata(new PictureSizeLimit())
            .DescribeChange("addPicture", "Adds a picture to search with. It is kept in memory for a while and never written anywhere.", ApiErrors.Unreadable, ApiErrors.Model);
        api.MapRead("/pictures/{picture}/thumbnail", GetThumbnail).Produces(200, contentType: "image/jpeg")
            .Describe("getAddedPicture", "A small JPEG copy of an added picture.", ApiErrors.PictureGone);
    }

    private static async Task<AddedPicture> AddAsync(HttpRequest request, AddedPictures pictures, CancellationToken cancellationToken)
    {
        await Turns.WaitAsync(cancellationToken);
        try
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes, cancellationToken);
            if (bytes.Length == 0) throw new ApiException(ApiErrors.BadRequest, "The body is empty. Send the bytes of a picture.");
            return pictures.Add(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellationToken);
        }
        finally
        {
            Turns.Release();
        }
    }

    private static CachedResult GetThumbnail([Description("The key that adding it gave.")] string picture, AddedPictures pictures) => new(pictures.GetThumbnail(picture), CachedResult.Jpeg, $"\"{picture}\"", isImmutable: true);

    private sealed class PictureSizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => KestrelSetup.MaxPictureSize;
    }
}
