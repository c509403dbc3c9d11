using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Fovea.Web.Hosting;

/// <summary>How long a request may take and what it may ask for.</summary>
internal static class RequestLimits
{
    /// <summary>After this a request is given up, unless its route says otherwise (events, copying files).</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    public static void Configure(RequestTimeoutOptions options) =>
        options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = Time, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout };
}
