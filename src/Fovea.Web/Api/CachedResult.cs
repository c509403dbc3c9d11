using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Api;

/// <summary>Bytes that the browser may keep.</summary>
/// <param name="bytes">The body.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="etag">A quoted name of these bytes.</param>
/// <param name="isImmutable">Whether the address names these very bytes, so that the browser need never ask again.</param>
internal sealed class CachedResult(ReadOnlyMemory<byte> bytes, string contentType, string etag, bool isImmutable) : IResult
{
    public const string Jpeg = "image/jpeg";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = etag;
        response.Headers.CacheControl = isImmutable ? "private, max-age=31536000, immutable" : "private, no-cache";
        if (Caching.IsUnchanged(httpContext.Request, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
