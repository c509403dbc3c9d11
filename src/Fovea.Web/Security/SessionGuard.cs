using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>
/// Turns the token of the opened address into a cookie and a clean address, and lets nobody in without that cookie. Other users and programs
/// of this machine reach the port as well; they do not know the token. For the loopback addresses alone: neither counts on the home network.
/// </summary>
internal sealed class SessionGuard(ServerAddress address, AccessKeys keys)
{
    private const string TokenName = "token";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path == "/" && MethodGuard.IsRead(request) && request.Query.ContainsKey(TokenName)) return SignInAsync(context);
        var isSignedIn = keys.IsCookie(request.Cookies[address.CookieName]);
        if (!isSignedIn && !PublicFiles.Contains(request)) return ErrorWriter.WriteAsync(context, ApiErrors.SignedOut);
        context.Features.Set(isSignedIn ? Visitor.Local : Visitor.Stranger);
        return next(context);
    }

    private Task SignInAsync(HttpContext context)
    {
        if (context.Request.Query[TokenName] is not [var token] || !keys.IsToken(token)) return ErrorWriter.WriteAsync(context, ApiErrors.SignedOut);
        context.Response.Cookies.Append(
            address.CookieName,
            keys.Cookie,
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });

        // A fixed target: an address cannot send anyone elsewhere.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    }
}
