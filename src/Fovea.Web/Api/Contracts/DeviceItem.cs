namespace Fovea.Web.Api.Contracts;

/// <summary>A device that was let in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Added">When it was let in.</param>
/// <param name="LastSeen">When it was last here; null never.</param>
/// <param name="IsCurrent">Whether it is the one that asks.</param>
internal sealed record DeviceItem(string Id, string Name, DateTimeOffset Added, DateTimeOffset? LastSeen, bool IsCurrent);
