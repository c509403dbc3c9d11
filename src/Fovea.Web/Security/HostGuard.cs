using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>
/// The first thing that every request meets: it must ask for a name and port that is ours. A page elsewhere whose name was made to point to
/// this machine (DNS rebinding) sends its own name, and is refused however it got here. The framework's filter knows no ports. What is ours
/// depends on where the request came in: no device can ask for the page of the machine itself.
/// </summary>
internal static class HostGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.Apply(context.Response);
        var hosts = context.Request.Headers.Host;
        if (hosts.Count != 1 || string.IsNullOrEmpty(hosts[0])) return ErrorWriter.WriteAsync(context, ApiErrors.BadRequest, "A request needs exactly one Host header.");
        var listener = Listener.Of(context);
        return listener.Hosts.Contains(hosts[0]!.ToLowerInvariant())
            ? next(context)
            : ErrorWriter.WriteAsync(context, ApiErrors.WrongHost, $"This is {listener.Uri}, and it answers under no other name. Open the address that 'fovea serve' printed.");
    }
}
