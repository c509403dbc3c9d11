namespace Fovea.Web.Lan;

/// <summary>A device that a person paired.</summary>
/// <param name="Id">What it is called in addresses; says nothing of its token.</param>
/// <param name="Name">What the person called it.</param>
/// <param name="Added">When it was paired.</param>
/// <param name="LastSeen">When it last showed its token; null: never.</param>
public sealed record Device(string Id, string Name, DateTimeOffset Added, DateTimeOffset? LastSeen);
