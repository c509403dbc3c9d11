using System.Net;
using System.Net.Sockets;

namespace Fovea.Web.Security;

/// <summary>Where devices of the home network find the page, and under which names they may ask for it.</summary>
internal sealed class LanAddress
{
    private const int UsualPort = 443;

    /// <summary>Puts the addresses together.</summary>
    /// <param name="port">The port, the same as on the loopback addresses.</param>
    /// <param name="addresses">The addresses that are listened to, best first; at least one.</param>
    /// <param name="names">The machine's names in that network.</param>
    public LanAddress(int port, IReadOnlyList<IPAddress> addresses, IReadOnlyList<string> names)
    {
        Addresses = addresses;
        Names = names;
        Uris = [.. addresses.Select(address => new UriBuilder(Uri.UriSchemeHttps, Text(address), port).Uri)];
        Listener = new Listener(
            Uris[0],
            addresses.Select(Text).Concat(names).SelectMany(name => ServerAddress.WithPort(name.ToLowerInvariant(), port, UsualPort)).ToHashSet(StringComparer.Ordinal),
            IsLan: true);
    }

    public IReadOnlyList<IPAddress> Addresses { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>What a device may open, best first.</summary>
    public IReadOnlyList<Uri> Uris { get; }

    public Listener Listener { get; }

    private static string Text(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
