using Fovea.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Api;

/// <summary>Routes that compute wait for their turn.</summary>
internal static class TurnFilter
{
    /// <summary>Runs the route's handler in a turn; the answer is written after it.</summary>
    public static RouteHandlerBuilder InTurn(this RouteHandlerBuilder route) => route.AddEndpointFilter((context, next) =>
    {
        var http = context.HttpContext;
        return new ValueTask<object?>(http.RequestServices.GetRequiredService<Turns>().RunAsync(() => next(context), http.RequestAborted));
    });
}
