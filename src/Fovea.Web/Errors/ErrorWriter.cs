using System.Text.Json;
using Fovea.Web.Api;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Errors;

/// <summary>Answers with an error: a problem document for the API, a small page for what a person opens.</summary>
internal static class ErrorWriter
{
    private static readonly PathString Api = new("/api");

    public static Task WriteAsync(HttpContext context, ApiError error, string? detail = null)
    {
        var response = context.Response;
        response.StatusCode = error.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        if (context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase))
        {
            response.ContentType = Problem.ContentType;
            var body = JsonSerializer.SerializeToUtf8Bytes(Problem.From(error, detail), ApiJson.Default.Problem);
            response.ContentLength = body.Length;
            return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        }

        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        var page = ErrorPage.Render(error, detail);
        response.ContentLength = page.Length;
        return response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }
}
