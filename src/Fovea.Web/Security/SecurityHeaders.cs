using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>What every answer tells the browser about what may be done with it.</summary>
internal static class SecurityHeaders
{
    /// <summary>For the page and its files: only what comes from here, nothing inline.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; manifest-src 'self'; "
        + "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For data and pictures: should one ever be opened as a page, it can do nothing.</summary>
    public const string DataPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>Sets them all; what is served as a page then asks for <see cref="PagePolicy"/>.</summary>
    public static void Apply(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = DataPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Origin-Agent-Cluster"] = "?1";
    }
}
