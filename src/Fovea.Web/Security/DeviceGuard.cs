using Fovea.Web.Api;
using Fovea.Web.Errors;
using Fovea.Web.Lan;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>
/// Who may enter from the home network: devices that were let in, by their cookie. Others see the page that asks for a code, and may send one;
/// the key and the cookie of the machine itself are worth nothing here.
/// </summary>
internal sealed class DeviceGuard(DeviceRegistry devices, DeviceCookie cookie, DeviceVisits visits)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var token = cookie.Read(request);
        if (token is null || devices.Find(token) is not { } device)
        {
            await LetStrangerInAsync(context, next);
            return;
        }

        using var visit = visits.Begin(device.Id, context);

        // Whoever takes access away first forgets the device and then ends its visits: either this sees the one, or is ended by the other.
        if (!devices.Contains(device.Id))
        {
            await LetStrangerInAsync(context, next);
            return;
        }

        context.Features.Set(Visitor.Of(device));
        if (IsStart(request)) cookie.Give(context.Response, token);
        await next(context);
    }

    private static Task LetStrangerInAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (IsStart(request)) return PageFiles.SendAsync(context, "pair.html");
        if (!IsPairing(request) && !PublicFiles.Contains(request) && !PublicFiles.IsForPairing(request)) return ErrorWriter.WriteAsync(context, ApiErrors.NotPaired);
        context.Features.Set(Visitor.Stranger);
        return next(context);
    }

    private static bool IsStart(HttpRequest request) => request.Path.Value == "/" && MethodGuard.IsRead(request);

    private static bool IsPairing(HttpRequest request) => request.Path.Value == DeviceEndpoints.PairPath && HttpMethods.IsPost(request.Method);
}
