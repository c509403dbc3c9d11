namespace Fovea.Web.Lan;

/// <summary>A device that was just paired.</summary>
/// <param name="Device">The device.</param>
/// <param name="Token">What it shows with each request, 43 characters that fit a cookie. It is not stored, and is given out this once.</param>
public sealed record PairedDevice(Device Device, string Token);
