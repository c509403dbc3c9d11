using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Fovea.Web.Api;

/// <summary>Answers that the browser has already.</summary>
internal static class Caching
{
    /// <summary>Whether the request says that it holds what this ETag names.</summary>
    /// <param name="request">The request.</param>
    /// <param name="etag">Quoted, strong.</param>
    public static bool IsUnchanged(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var tags)
        && tags.Any(tag => tag.Tag == etag || tag.Tag == "*");
}
