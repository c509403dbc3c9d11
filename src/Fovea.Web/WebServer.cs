using System.Globalization;
using System.Net.Sockets;
using Fovea.Hosting;
using Fovea.Web.Hosting;
using Fovea.Web.Lan;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web;

/// <summary>
/// The server behind the page: the product, put together for one library, on this machine's loopback addresses and, if that is asked for, on its
/// addresses in the home network.
/// </summary>
public sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RunningServer _running;
    private readonly Task _beginning;

    private WebServer(WebApplication app, RunningServer running, WebServerOptions options)
    {
        (_app, _running) = (app, running);
        _running.Tell(OpeningAddress);
        _beginning = Task.Run(() => app.Services.GetRequiredService<Beginning>().RunAsync(options));
    }

    /// <summary>Where the page is.</summary>
    public Uri Address => _app.Services.GetRequiredService<ServerAddress>().Uri;

    /// <summary>The address that signs a browser in. It holds the key: whoever has it sees the photos.</summary>
    public Uri OpeningAddress => new(Address, "?token=" + _app.Services.GetRequiredService<AccessKeys>().Token);

    /// <summary>The way in for devices of the home network; null: none was asked for, or there is no such network.</summary>
    public LanAccess? Lan => Mode.Address is null ? null : _app.Services.GetRequiredService<LanAccess>();

    /// <summary>Why devices of the home network cannot come in although that was asked for; null: nothing is wrong.</summary>
    public string? LanProblem => Mode.Problem;

    /// <summary>The product behind it.</summary>
    public IServiceProvider Services => _app.Services;

    private LanMode Mode => _app.Services.GetRequiredService<LanMode>();

    /// <summary>Starts it; the model is loaded and the library brought up to date in the background.</summary>
    /// <param name="fovea">Where the library is and with which model.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="adjust">Adds to or replaces services: loggers, in tests an encoder. Null: nothing.</param>
    /// <param name="cancellationToken">Ends the attempt, not the server.</param>
    /// <exception cref="WebServerException">It runs already, or the port is taken or may not be used.</exception>
    /// <exception cref="LanException">Devices cannot be let in: a file of theirs cannot be read or written, or is of a newer Fovea.</exception>
    /// <exception cref="CatalogException">The library cannot be opened.</exception>
    /// <exception cref="ModelException">There is no such model.</exception>
    public static async Task<WebServer> StartAsync(
        FoveaOptions fovea, WebServerOptions options, Action<IServiceCollection>? adjust, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fovea);
        ArgumentNullException.ThrowIfNull(options);
        RunningServer? running = null;
        try
        {
            var addresses = options.Lan ? options.FindLanAddresses() : null;
            IOException? last = null;
            foreach (var port in Ports.ToTry(options.Port))
            {
                var app = WebApplicationFactory.Create(fovea, new ServerAddress(port), LanMode.From(port, addresses), adjust ?? (_ => { }));
                try
                {
                    // What cannot be opened is said before a port is taken; and the catalog makes the data folder.
                    _ = app.Services.GetRequiredService<IPhotoCatalog>();
                    _ = app.Services.GetRequiredService<CurrentModel>().Get();
                    running ??= RunningServer.Take(app.Services.GetRequiredService<DataFolder>().Path);
                    await app.StartAsync(cancellationToken);

                    // Once, for the port that is kept: reading sets a damaged list of devices aside.
                    if (addresses is { Count: > 0 }) _ = app.Services.GetRequiredService<LanAccess>();
                    return new WebServer(app, running, options);
                }
                catch (IOException e)
                {
                    await app.DisposeAsync();
                    last = e;
                    if (e.InnerException is not AddressInUseException) break;
                }
                catch (SocketException e) when (addresses is { Count: > 0 })
                {
                    await app.DisposeAsync();
                    throw new WebServerException(
                        $"The addresses of the home network ({string.Join(", ", addresses)}) cannot be used: {e.Message}. Is this computer still connecting? Try again, or leave out --lan.", e);
                }
                catch
                {
                    await app.DisposeAsync();
                    throw;
                }
            }

            throw CannotListen(options.Port, last!);
        }
        catch
        {
            running?.Dispose();
            throw;
        }
    }

    /// <summary>Ends it: open event streams end at once, other requests and the indexing get a moment to finish what they do.</summary>
    public async Task StopAsync()
    {
        _app.Services.GetRequiredService<Beginning>().Cancel();
        await _app.StopAsync(CancellationToken.None);
        await _beginning;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        try
        {
            // What is written at the end, when devices were last seen, is written before another server may begin.
            await _app.DisposeAsync();
        }
        finally
        {
            _running.Dispose();
        }
    }

    private static WebServerException CannotListen(int? port, IOException cause)
    {
        var named = string.Create(CultureInfo.InvariantCulture, $"Port {port ?? WebServerOptions.UsualPort}");
        return cause.InnerException is AddressInUseException
            ? new WebServerException(port > 0 ? $"{named} is taken by another program. Name another one with --port, or none." : "No free port was found. Name one with --port.", cause)
            : new WebServerException($"{named} cannot be used on this machine ({cause.InnerException?.Message ?? cause.Message}). Name another one with --port.", cause);
    }
}
