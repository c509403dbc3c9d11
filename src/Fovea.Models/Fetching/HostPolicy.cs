namespace Fovea.Models;

/// <summary>To which hosts a server may send this program on.</summary>
/// <param name="server">The server that was named to the person.</param>
/// <param name="others">Other hosts; <c>*.</c> in front stands for any name below.</param>
internal sealed class HostPolicy(Uri server, IReadOnlyList<string> others)
{
    /// <summary>Checks a redirection.</summary>
    /// <exception cref="FetchException">It leads to where nobody agreed to.</exception>
    public void Check(Uri from, Uri to)
    {
        if (to.Scheme is not ("http" or "https"))
        {
            throw new FetchException($"{from.Host} sends this program on to {to.Scheme}: addresses, which are not followed. Try again later, or use a mirror: --mirror URL.");
        }

        if (from.Scheme == "https" && to.Scheme == "http")
        {
            throw new FetchException($"{from.Host} sends this program on to {to.Host} without encryption, which is refused. Try again later, or use a mirror: --mirror URL.");
        }

        if (!IsAllowed(to.IdnHost))
        {
            throw new FetchException(
                $"{from.Host} sends this program on to {to.Host}, which was not named: it connects to {server.Host} only. If you trust {to.Host}, allow it: --allow-host {to.IdnHost}");
        }
    }

    private bool IsAllowed(string host) => string.Equals(host, server.IdnHost, StringComparison.OrdinalIgnoreCase) || others.Any(other => Fits(host, other));

    private static bool Fits(string host, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(host, pattern, StringComparison.OrdinalIgnoreCase);
}
