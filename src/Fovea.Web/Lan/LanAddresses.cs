using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Fovea.Web.Lan;

/// <summary>Where this machine can be found in the home network. Asks the operating system only; nothing is sent.</summary>
public static class LanAddresses
{
    /// <summary>
    /// The private addresses of this machine in networks that have a gateway, IPv4 where there is any; without a gateway, in those that there are.
    /// Empty without a network.
    /// </summary>
    /// <remarks>
    /// What virtual machines and containers have besides would only be more to listen to, and an IPv6 address may be a new one every day: each new
    /// address needs another certificate, about which every device warns again.
    /// </remarks>
    public static IReadOnlyList<IPAddress> Find()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network is { OperationalStatus: OperationalStatus.Up or OperationalStatus.Unknown, NetworkInterfaceType: not (NetworkInterfaceType.Loopback or NetworkInterfaceType.Tunnel) })
                .Select(network => network.GetIPProperties())
                .SelectMany(network => network.UnicastAddresses.Select(own => (own.Address, HasGateway: network.GatewayAddresses.Any(IsReal))))
                .Where(own => IsPrivate(own.Address))
                .GroupBy(own => (own.HasGateway, IsIPv6: own.Address.AddressFamily == AddressFamily.InterNetworkV6), own => own.Address)
                .OrderByDescending(group => group.Key.HasGateway).ThenBy(group => group.Key.IsIPv6)
                .FirstOrDefault()?.Distinct().ToList() ?? [];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }

    /// <summary>
    /// Whether an address belongs to a network of its own: 10/8, 172.16/12, 192.168/16 (RFC 1918), fc00::/7 (RFC 4193). Not the addresses of one
    /// cable (169.254/16, fe80::/10), which no browser takes in an address, and not those of providers (100.64/10).
    /// </summary>
    public static bool IsPrivate(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168),
            AddressFamily.InterNetworkV6 => (bytes[0] & 0xFE) == 0xFC,
            _ => false,
        };
    }

    private static bool IsReal(GatewayIPAddressInformation gateway) => !gateway.Address.Equals(IPAddress.Any) && !gateway.Address.Equals(IPAddress.IPv6Any);
}
