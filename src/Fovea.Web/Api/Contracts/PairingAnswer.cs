namespace Fovea.Web.Api.Contracts;

/// <summary>A code that lets one device in.</summary>
/// <param name="Code">What is typed on the device.</param>
/// <param name="Url">What the device opens.</param>
/// <param name="QrSvg">The address and code as a picture to point a camera at.</param>
/// <param name="Fingerprint">SHA-256 of the server's certificate as browsers show it, to be compared on the device.</param>
/// <param name="Expires">Until when the code works.</param>
internal sealed record PairingAnswer(string Code, string Url, string QrSvg, string Fingerprint, DateTimeOffset Expires);
