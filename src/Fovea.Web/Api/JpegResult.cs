using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Api;

/// <summary>A JPEG that was encoded here.</summary>
/// <param name="bytes">The file.</param>
/// <param name="etag">A quoted name of these bytes.</param>
/// <param name="isImmutable">Whether the address names these very bytes, so that the browser need never ask again.</param>
internal sealed class JpegResult(ReadOnlyMemory<byte> bytes, string etag, bool isImmutable) : IResult
{
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

        response.ContentType = "image/jpeg";
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
