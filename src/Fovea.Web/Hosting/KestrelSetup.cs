using Fovea.Web.Lan;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Hosting;

/// <summary>Where the server listens and how much it takes.</summary>
internal static class KestrelSetup
{
    /// <summary>The largest body of every request but a picture, in bytes.</summary>
    public const long MaxBodySize = 256 * 1024;

    /// <summary>The largest picture, in bytes.</summary>
    public const long MaxPictureSize = 64 * 1024 * 1024;

    // A query of 2,000 characters is 18,000 bytes where each is written as %E4%BD%A0.
    private const int MaxRequestLine = 32 * 1024;
    private const int MaxHeaders = 32 * 1024;
    private const int MaxHeaderCount = 64;
    private const int MaxConnections = 512;

    public static void Apply(KestrelServerOptions options, ServerAddress address, LanMode lan)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        var limits = options.Limits;
        limits.MaxRequestBodySize = MaxBodySize;
        limits.MaxRequestLineSize = MaxRequestLine;
        limits.MaxRequestHeadersTotalSize = MaxHeaders;
        limits.MaxRequestHeaderCount = MaxHeaderCount;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;

        // 127.0.0.1, and [::1] where there is one; if either is taken, neither is used.
        options.ListenLocalhost(address.Port, listen => Prepare(listen, address.Listener));
        if (lan.Address is not { } network) return;

        // Single addresses and never "any": what has another address of this machine, a public one perhaps, is not answered at all.
        foreach (var (own, uri) in network.Addresses.Zip(network.Uris))
        {
            options.Listen(own, address.Port, listen =>
            {
                Prepare(listen, network.Listener);
                PlainHttpAnswer.Use(listen, uri);
                listen.UseHttps(options.ApplicationServices.GetRequiredService<LanCertificate>().Certificate);
            });
        }
    }

    private static void Prepare(ListenOptions listen, Listener listener)
    {
        listen.Protocols = HttpProtocols.Http1;
        listener.Mark(listen);
    }
}
