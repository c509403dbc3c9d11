using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>Keeps what touches the machine to the person who sits at it.</summary>
internal static class LocalGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LocalOnlyMetadata>() is null || Visitor.Of(context).IsLocal
            ? next(context)
            : ErrorWriter.WriteAsync(context, ApiErrors.LocalOnly);
}
