using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fovea.Web.Security;

/// <summary>Who asks: the person at this machine, or a device that they let in.</summary>
/// <param name="Device">The device's id; null at this machine.</param>
/// <param name="DeviceName">What the device is called; null at this machine.</param>
internal sealed record Visitor(string? Device, string? DeviceName)
{
    public static Visitor Local { get; } = new(null, null);

    public bool IsLocal => Device is null;

    /// <summary>Who sent a request that passed <see cref="SessionGuard"/>.</summary>
    public static Visitor Of(HttpContext context) => context.Features.GetRequiredFeature<Visitor>();
}
