namespace Fovea.Web.Api.Contracts;

/// <summary>The devices that were let in.</summary>
/// <param name="Items">The devices, newest first.</param>
internal sealed record DevicesAnswer(IReadOnlyList<DeviceItem> Items);
