using Microsoft.Extensions.Hosting;

namespace Fovea.Web.Hosting;

/// <summary>The host listens to no signals: whoever started the server ends it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
