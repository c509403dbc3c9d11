namespace Fovea.Web.Lan;

/// <summary>A device as it is stored.</summary>
/// <param name="Id">As in <see cref="Device"/>.</param>
/// <param name="Name">As in <see cref="Device"/>.</param>
/// <param name="Added">As in <see cref="Device"/>.</param>
/// <param name="LastSeen">As in <see cref="Device"/>.</param>
/// <param name="TokenHash">SHA-256 of the token's bytes, lower-case hexadecimal: who reads the file cannot pose as a device.</param>
internal sealed record StoredDevice(string Id, string Name, DateTimeOffset Added, DateTimeOffset? LastSeen, string TokenHash)
{
    public Device ToDevice() => new(Id, Name, Added, LastSeen);

    public bool IsWhole() => Id is { Length: > 0 } && Name is not null && TokenHash is { Length: 64 } && TokenHash.All(char.IsAsciiHexDigit);
}
