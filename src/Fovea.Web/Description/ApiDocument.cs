using System.Text;
using Fovea.Hosting;
using Fovea.Web.Hosting;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Description;

/// <summary>The API's OpenAPI document as text, without a server: it is made of the routes alone.</summary>
public static class ApiDocument
{
    private const int AnyPort = 1;

    /// <summary>Writes the document that a running server gives under <c>/api/v1/openapi.json</c>. No library is opened and nothing is listened to.</summary>
    /// <returns>Indented JSON with a line break at its end.</returns>
    public static async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        // Routes are known once the pipeline is built, which starting does.
        await using var app = WebApplicationFactory.Create(new FoveaOptions(), new ServerAddress(AnyPort), LanMode.Off, services => services.AddSingleton<IServer, NoServer>());
        await app.StartAsync(cancellationToken);
        var (json, _) = await app.Services.GetRequiredService<DescriptionText>().GetAsync(cancellationToken);
        await app.StopAsync(cancellationToken);
        return Encoding.UTF8.GetString(json);
    }
}
