using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>Without --lan there is nothing to pair with.</summary>
internal static class LanGuard
{
    public static Task InvokeAsync(HttpContext context, LanMode mode, RequestDelegate next) =>
        mode.Address is not null || context.GetEndpoint()?.Metadata.GetMetadata<LanMetadata>() is null
            ? next(context)
            : ErrorWriter.WriteAsync(context, ApiErrors.LanOff, mode.Problem);
}
