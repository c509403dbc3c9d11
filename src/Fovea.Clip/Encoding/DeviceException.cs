namespace Fovea.Clip;

/// <summary>A device that cannot be used.</summary>
/// <param name="device">Which.</param>
/// <param name="why">Why, as a clause.</param>
#pragma warning disable CA1064 // Never leaves the model, which takes the processor then and says so.
internal sealed class DeviceException(ComputeDevice device, string why) : Exception($"{device} cannot be used: {why}.");
