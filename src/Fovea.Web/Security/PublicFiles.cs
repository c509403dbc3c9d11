using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>Files of the page that browsers fetch without cookies, whatever is asked of them: what an installed page is called and looks like.</summary>
internal static class PublicFiles
{
    public static bool Contains(HttpRequest request) =>
        MethodGuard.IsRead(request) && request.Path.Value is { } path && path.StartsWith("/page/", StringComparison.Ordinal)
        && (path.EndsWith(".webmanifest", StringComparison.Ordinal) || path.StartsWith("/page/icon", StringComparison.Ordinal));
}
