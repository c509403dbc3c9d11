using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>Refuses methods that no route has; OPTIONS among them, so that no page elsewhere is ever told that it may send something.</summary>
internal static class MethodGuard
{
    public static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Methods are told apart by case (RFC 9110, 9.1); the framework's own comparison would let "get" through.
        if (context.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE") return next(context);
        context.Response.Headers.Allow = "GET, HEAD, POST, PUT, DELETE";
        return ErrorWriter.WriteAsync(context, ApiErrors.WrongMethod, "Only GET, HEAD, POST, PUT and DELETE are understood.");
    }
}
