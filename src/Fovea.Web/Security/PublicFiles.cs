using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>Files of the page that browsers fetch without cookies, whatever is asked of them: what an installed page is called and looks like.</summary>
internal static class PublicFiles
{
    private static readonly string[] OfPairing = ["/page/pair.css", "/page/pair.js"];

    public static bool Contains(HttpRequest request) =>
        MethodGuard.IsRead(request) && request.Path.Value is { } path && path.StartsWith("/page/", StringComparison.Ordinal)
        && (path.EndsWith(".webmanifest", StringComparison.Ordinal) || path.StartsWith("/page/icon", StringComparison.Ordinal));

    /// <summary>What a device that is not let in yet needs besides, to be let in.</summary>
    public static bool IsForPairing(HttpRequest request) => MethodGuard.IsRead(request) && OfPairing.Contains(request.Path.Value, StringComparer.Ordinal);
}
