namespace Fovea.Web.Api.Contracts;

/// <summary>Whether devices on the same network can be let in.</summary>
/// <param name="Enabled">Whether the server was started with --lan.</param>
/// <param name="Url">What a device opens; null when it is off.</param>
internal sealed record LanState(bool Enabled, string? Url);
