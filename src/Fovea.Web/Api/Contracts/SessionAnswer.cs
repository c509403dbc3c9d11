namespace Fovea.Web.Api.Contracts;

/// <summary>Who is signed in, and what they may do here.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="IsLocal">Whether it is the person at the machine itself, not a paired device.</param>
/// <param name="DeviceName">What the paired device is called; null at the machine itself.</param>
/// <param name="Lan">Whether devices on the same network can be let in.</param>
/// <param name="Can">What is allowed.</param>
/// <param name="Languages">The page's languages, as BCP 47 tags.</param>
internal sealed record SessionAnswer(string Version, bool IsLocal, string? DeviceName, LanState Lan, Permissions Can, IReadOnlyList<string> Languages);
