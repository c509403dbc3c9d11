using System.Globalization;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Fovea.Web.Lan;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>Devices of the home network: who they are, how one gets in and how it is put out.</summary>
internal static class DeviceEndpoints
{
    /// <summary>The one call that a device may send that is not let in yet.</summary>
    public const string PairPath = ApiGroup.Prefix + "/pair";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/devices", GetDevices).WhenLan().Describe("getDevices", "The devices that were let in; a device sees itself alone.");
        api.MapDelete("/devices/{id}", Remove).WhenLan().DescribeChange("removeDevice", "Takes a device's access away, at once. A device may remove itself alone.", ApiErrors.DeviceGone, ApiErrors.LocalOnly);
        api.MapPost("/pairing", Offer).WhenLan().LocalOnly().DescribeChange("offerPairing", "Makes a code that lets one device in. The one before is void.");
        api.MapPost("/pair", Pair).WhenLan().DescribeChange(
            "pairDevice", "Lets a device in by a code and gives it its cookie. For devices, at their address; it needs no session.",
            ApiErrors.WrongCode, ApiErrors.NoCode, ApiErrors.CannotBeDone, ApiErrors.TooSoon);
    }

    private static DevicesAnswer GetDevices(HttpContext context, DeviceRegistry devices)
    {
        var visitor = Visitor.Of(context);
        return new DevicesAnswer([.. devices.List().Reverse()
            .Where(device => visitor.IsLocal || device.Id == visitor.Device)
            .Select(device => new DeviceItem(device.Id, device.Name, device.Added, device.LastSeen, device.Id == visitor.Device))]);
    }

    private static NoContent Remove(string id, HttpContext context, DeviceRegistry devices, DeviceVisits visits, DeviceCookie cookie)
    {
        var visitor = Visitor.Of(context);
        if (!visitor.IsLocal && id != visitor.Device) throw new ApiException(ApiErrors.LocalOnly, "A device can remove itself alone. Remove others at the machine that Fovea runs on.");
        try
        {
            if (!devices.Revoke(id)) throw new ApiException(ApiErrors.DeviceGone);
        }
        finally
        {
            visits.End(id, asking: context);
        }

        if (!visitor.IsLocal) cookie.Take(context.Response);
        return TypedResults.NoContent();
    }

    private static PairingAnswer Offer(LanAccess lan)
    {
        var offer = lan.Offer();
        return new PairingAnswer(offer.Code.Text, offer.Page.AbsoluteUri, QrCode.ToSvg(offer.Opening.AbsoluteUri), lan.Fingerprint, offer.Code.Expires);
    }

    private static PairAnswer Pair(PairBody body, HttpContext context, PairingCodes codes, DeviceRegistry devices, DeviceCookie cookie, LanMode lan)
    {
        if (!Listener.Of(context).IsLan) throw new ApiException(ApiErrors.CannotBeDone, $"This is the machine itself. A device is let in at {lan.Address!.Uris[0]}.");
        if (DeviceRegistry.Clean(body.Name).Length == 0) throw new ApiException(ApiErrors.BadRequest, "Give this device a name.");
        var outcome = codes.Redeem(body.Code, context.Connection.RemoteIpAddress!);
        switch (outcome.Result)
        {
            case PairingResult.Accepted:
                var (device, token) = devices.Add(body.Name);
                cookie.Give(context.Response, token);
                return new PairAnswer(device.Id, device.Name);
            case PairingResult.TooSoon:
                var seconds = (int)Math.Ceiling(outcome.RetryAfter.TotalSeconds);
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                throw new ApiException(ApiErrors.TooSoon, string.Create(CultureInfo.InvariantCulture, $"A code was wrong. Wait {seconds} s and try again."));
            case PairingResult.NoCode:
                throw new ApiException(ApiErrors.NoCode);
            default:
                throw new ApiException(ApiErrors.WrongCode);
        }
    }
}
