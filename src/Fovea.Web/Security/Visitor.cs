using Fovea.Web.Lan;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fovea.Web.Security;

/// <summary>Who asks: the person at this machine, a device that they let in, or a stranger, who may see what pairing needs and nothing else.</summary>
internal sealed record Visitor
{
    private Visitor(bool isLocal, string? device, string? deviceName) => (IsLocal, Device, DeviceName) = (isLocal, device, deviceName);

    public static Visitor Local { get; } = new(true, null, null);

    public static Visitor Stranger { get; } = new(false, null, null);

    /// <summary>Whether it is the person at this machine.</summary>
    public bool IsLocal { get; }

    /// <summary>The device's id; null where it is none.</summary>
    public string? Device { get; }

    /// <summary>What the device is called; null where it is none.</summary>
    public string? DeviceName { get; }

    public static Visitor Of(Device device) => new(false, device.Id, device.Name);

    /// <summary>Who sent a request that passed <see cref="SessionGuard"/> or <see cref="DeviceGuard"/>.</summary>
    public static Visitor Of(HttpContext context) => context.Features.GetRequiredFeature<Visitor>();
}
