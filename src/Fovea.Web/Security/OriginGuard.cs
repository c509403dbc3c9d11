using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Fovea.Web.Security;

/// <summary>
/// Refuses what a page of another origin sends with this browser's cookie. "Same site" is not enough: another port of this machine is the
/// same site. What changes something must in addition carry what no form or simple request can: a JSON body type and a header of ours.
/// </summary>
internal static class OriginGuard
{
    /// <summary>The header that every changing request carries.</summary>
    public const string OwnHeader = "X-Fovea";

    private static readonly PathString Pictures = new("/api/v1/pictures");

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (MethodGuard.IsRead(request)) return IsOwnRead(request) ? next(context) : ErrorWriter.WriteAsync(context, ApiErrors.OtherSite);
        if (!IsOwnChange(request)) return ErrorWriter.WriteAsync(context, ApiErrors.OtherSite);
        if (request.Headers[OwnHeader] is not ["1"]) return ErrorWriter.WriteAsync(context, ApiErrors.NoHeader);
        return IsAcceptedBody(request) ? next(context) : ErrorWriter.WriteAsync(context, ApiErrors.WrongBody);
    }

    // Older browsers and programs send no Sec-Fetch-Site; the cookie is strict, and they cannot read the answer elsewhere.
    private static bool IsOwnRead(HttpRequest request)
    {
        if (request.Headers.Origin.Count > 0 && !IsOwnOrigin(request)) return false;
        var site = request.Headers["Sec-Fetch-Site"];
        return site is [] or ["same-origin"] or ["none"] || IsNavigationToTheStart(request);
    }

    // A link elsewhere may lead to the page, and to nothing but its start.
    private static bool IsNavigationToTheStart(HttpRequest request) =>
        request.Path == "/" && request.Headers["Sec-Fetch-Mode"] is ["navigate"] && request.Headers["Sec-Fetch-Dest"] is ["document"];

    private static bool IsOwnChange(HttpRequest request) => request.Headers["Sec-Fetch-Site"] switch
    {
        [] => IsOwnOrigin(request),
        ["same-origin"] => request.Headers.Origin.Count == 0 || IsOwnOrigin(request),
        _ => false,
    };

    // The host was checked before.
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && string.Equals(origin, $"{request.Scheme}://{request.Headers.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsAcceptedBody(HttpRequest request)
    {
        if (request.Headers.ContentType is not [{ } text] || !MediaTypeHeaderValue.TryParse(text, out var type)) return false;
        if (request.Path == Pictures) return type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
