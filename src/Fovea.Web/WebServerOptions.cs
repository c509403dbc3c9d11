using System.Net;
using Fovea.Web.Lan;

namespace Fovea.Web;

/// <summary>How the page's server runs.</summary>
public sealed class WebServerOptions
{
    /// <summary>The port that is tried first when none is named.</summary>
    public const int UsualPort = 4321;

    /// <summary>The port, 1 to 65535; 0: any that is free. Default (null): <see cref="UsualPort"/>, or the next that is free.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// Whether devices of the home network are let in: the page is then also at this machine's private addresses, encrypted, at the same port.
    /// Default false.
    /// </summary>
    public bool Lan { get; init; }

    /// <summary>Whether the library is brought up to date at the start. Default true.</summary>
    public bool StartsIndexing { get; init; } = true;

    /// <summary>Whether the library is kept up to date as its folders change, for as long as the server runs. Default false.</summary>
    public bool Watches { get; init; }

    /// <summary>This machine's private addresses, best first.</summary>
    internal Func<IReadOnlyList<IPAddress>> FindLanAddresses { get; init; } = LanAddresses.Find;
}
