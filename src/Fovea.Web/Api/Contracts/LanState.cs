namespace Fovea.Web.Api.Contracts;

/// <summary>Whether devices on the same network can be let in.</summary>
/// <param name="Enabled">Whether the server was started with --lan.</param>
/// <param name="Url">What a device opens; null when it is off.</param>
/// <param name="Problem">What the person at the machine should know: why it is off although it was asked for, or that the list of devices was damaged; null: nothing.</param>
internal sealed record LanState(bool Enabled, string? Url, string? Problem);
