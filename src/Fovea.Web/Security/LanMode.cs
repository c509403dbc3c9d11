using System.Net;
using Fovea.Web.Lan;

namespace Fovea.Web.Security;

/// <summary>Whether devices of the home network are let in.</summary>
/// <param name="Address">Where; null: they are not.</param>
/// <param name="Problem">Why not, although it was asked for; null where nothing is wrong.</param>
internal sealed record LanMode(LanAddress? Address, string? Problem)
{
    public const string NoNetwork =
        "No private address of a home network was found (10.…, 172.16.… to 172.31.…, 192.168.…, fd…): phones cannot come in. Connect this computer to your network and start 'fovea serve --lan' again.";

    public static LanMode Off { get; } = new(null, null);

    /// <summary>What was asked for, on a network that may or may not be there.</summary>
    /// <param name="port">The port.</param>
    /// <param name="addresses">This machine's private addresses; null: it was not asked for.</param>
    public static LanMode From(int port, IReadOnlyList<IPAddress>? addresses) => addresses switch
    {
        null => Off,
        [] => new LanMode(null, NoNetwork),
        _ => new LanMode(new LanAddress(port, addresses, NamesInTheNetwork()), null),
    };

    private static IReadOnlyList<string> NamesInTheNetwork() => [.. CertificateNames.OfThisMachine(Environment.MachineName).Where(name => name != "localhost")];
}
