using System.Security.Cryptography;

namespace Fovea.Web.Hosting;

/// <summary>Which ports are tried, in which order.</summary>
internal static class Ports
{
    private const int Tries = 40;
    private const int FirstPrivate = 49152;
    private const int AfterLast = 65536;

    /// <summary>The ports to try until one is free.</summary>
    /// <param name="port">As in <see cref="WebServerOptions.Port"/>.</param>
    public static IEnumerable<int> ToTry(int? port) => port switch
    {
        // Both loopback addresses get the same number, which the system does not hand out: it is guessed.
        0 => Enumerable.Range(0, Tries).Select(_ => RandomNumberGenerator.GetInt32(FirstPrivate, AfterLast)),
        { } named => [named],
        null => Enumerable.Range(WebServerOptions.UsualPort, Tries),
    };
}
