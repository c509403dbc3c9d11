using System.Globalization;
using Fovea.Hosting;
using Fovea.Web.Hosting;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web;

/// <summary>The server behind the page: the product, put together for one library, on this machine's loopback addresses.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>Where the page is.</summary>
    public Uri Address => _app.Services.GetRequiredService<ServerAddress>().Uri;

    /// <summary>The address that signs a browser in. It holds the key: whoever has it sees the photos.</summary>
    public Uri OpeningAddress => new(Address, "?token=" + _app.Services.GetRequiredService<AccessKeys>().Token);

    /// <summary>The product behind it.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="fovea">Where the library is and with which model.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="adjust">Adds to or replaces services: loggers, in tests an encoder. Null: nothing.</param>
    /// <param name="cancellationToken">Ends the attempt, not the server.</param>
    /// <exception cref="WebServerException">The port is taken or may not be used.</exception>
    public static async Task<WebServer> StartAsync(
        FoveaOptions fovea, WebServerOptions options, Action<IServiceCollection>? adjust, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fovea);
        ArgumentNullException.ThrowIfNull(options);
        IOException? last = null;
        foreach (var port in Ports.ToTry(options.Port))
        {
            var app = WebApplicationFactory.Create(fovea, new ServerAddress(port), adjust ?? (_ => { }));
            try
            {
                await app.StartAsync(cancellationToken);
                return new WebServer(app);
            }
            catch (IOException e)
            {
                await app.DisposeAsync();
                last = e;
                if (e.InnerException is not AddressInUseException) break;
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }

        throw CannotListen(options.Port, last!);
    }

    /// <summary>Ends it: open event streams end at once, other requests get a moment.</summary>
    public async Task StopAsync() => await _app.StopAsync(CancellationToken.None);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebServerException CannotListen(int? port, IOException cause)
    {
        var named = string.Create(CultureInfo.InvariantCulture, $"Port {port ?? WebServerOptions.UsualPort}");
        return cause.InnerException is AddressInUseException
            ? new WebServerException(port > 0 ? $"{named} is taken by another program. Name another one with --port, or none." : "No free port was found. Name one with --port.", cause)
            : new WebServerException($"{named} cannot be used on this machine ({cause.InnerException?.Message ?? cause.Message}). Name another one with --port.", cause);
    }
}
