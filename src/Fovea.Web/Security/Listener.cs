using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fovea.Web.Security;

/// <summary>
/// A place where the server listens: this machine alone, or its home network. Every connection carries the one that it really came in by, so
/// that nothing a request says of itself decides which rules hold for it.
/// </summary>
/// <param name="Uri">Where the page is for whoever comes in here.</param>
/// <param name="Hosts">The values of the Host header that are answered here, in lower case.</param>
/// <param name="IsLan">Whether other devices reach it.</param>
internal sealed record Listener(Uri Uri, IReadOnlySet<string> Hosts, bool IsLan)
{
    /// <summary>Where a request came in.</summary>
    public static Listener Of(HttpContext context) => context.Features.GetRequiredFeature<Listener>();

    /// <summary>Marks the connections of one of Kestrel's sockets. Called before encryption is added, it also holds beneath that.</summary>
    public void Mark(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(this);
        return next(connection);
    });
}
