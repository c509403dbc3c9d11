using System.Globalization;

namespace Fovea.Web.Security;

/// <summary>Where the page is for the person at this machine, and under which names it may be asked for.</summary>
/// <param name="Port">The port on the loopback addresses.</param>
internal sealed record ServerAddress(int Port)
{
    private static readonly string[] LoopbackNames = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>What is printed and opened.</summary>
    public Uri Uri { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    /// <summary>The cookie's name. Cookies know no ports: without the number two libraries' pages would sign each other out.</summary>
    public string CookieName { get; } = string.Create(CultureInfo.InvariantCulture, $"fovea-{Port}");

    /// <summary>The loopback addresses as a place where requests come in.</summary>
    public Listener Listener => new(Uri, Hosts, IsLan: false);

    /// <summary>The values of the Host header that are answered, in lower case.</summary>
    public IReadOnlySet<string> Hosts { get; } = LoopbackNames.SelectMany(name => WithPort(name, Port, 80)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A host as a browser writes it: the usual port of the scheme is left out.</summary>
    public static IEnumerable<string> WithPort(string name, int port, int usualPort)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{name}:{port}");
        if (port == usualPort) yield return name;
    }
}
