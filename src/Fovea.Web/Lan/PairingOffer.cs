namespace Fovea.Web.Lan;

/// <summary>What a person shows to a device to let it in.</summary>
/// <param name="Code">The code, to be typed.</param>
/// <param name="Page">What the device opens to type it.</param>
/// <param name="Opening">The same with the code in it, for a camera. The code stands behind "#", which browsers send to nobody.</param>
public sealed record PairingOffer(PairingCode Code, Uri Page, Uri Opening);
