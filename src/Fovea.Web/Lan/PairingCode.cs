namespace Fovea.Web.Lan;

/// <summary>A code that lets one device in.</summary>
/// <param name="Text">Eight letters and digits, none of which looks like another, with a dash in the middle for people.</param>
/// <param name="Expires">When it stops being valid.</param>
public sealed record PairingCode(string Text, DateTimeOffset Expires);
