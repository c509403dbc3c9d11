using System.Net;
using System.Net.Http.Headers;

namespace Fovea.Models;

/// <summary>Asks a server for files. The only place in the product that opens a connection.</summary>
internal sealed class FileServer : IDisposable
{
    private const int MostRedirections = 5;
    private const string LinkedHash = "X-Linked-ETag";
    private const string RepositoryCommit = "X-Repo-Commit";

    private readonly HostPolicy _policy;
    private readonly HttpClient _client;

    /// <summary>Prepares a client; nothing is connected to yet. Proxies are those of the environment and the system.</summary>
    public FileServer(HostPolicy policy, TimeSpan connectTimeout)
    {
        _policy = policy;
        var handler = new SocketsHttpHandler { UseProxy = !AvoidsProxies, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = connectTimeout };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Fovea", null));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>The proxy through which an address is asked for, without its password; null: none.</summary>
    public static Uri? ProxyOf(Uri address) => !AvoidsProxies && !HttpClient.DefaultProxy.IsBypassed(address) && HttpClient.DefaultProxy.GetProxy(address) is { } proxy && proxy != address
        ? new UriBuilder(proxy) { UserName = "", Password = "" }.Uri
        : null;

    /// <summary>Asks for a file from a position on, and follows redirections that are allowed.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="etag">Whose bytes are wanted: another file of the same name is then given as a whole.</param>
    /// <param name="headersOnly">Whether only the headers are asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BrokenTransferException">There is no answer.</exception>
    /// <exception cref="FetchException">It leads to where nobody agreed to, or cannot be trusted.</exception>
    public async Task<FileAnswer> AskAsync(Uri address, long from, string? etag, bool headersOnly, CancellationToken cancellationToken)
    {
        string? hash = null;
        string? commit = null;
        for (var hops = 0; ; hops++)
        {
            using var request = new HttpRequestMessage(headersOnly ? HttpMethod.Head : HttpMethod.Get, address);
            if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
            if (from > 0 && EntityTagHeaderValue.TryParse(etag, out var tag)) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            var response = await SendAsync(request, cancellationToken);
            hash ??= HeaderOf(response, LinkedHash)?.Trim('"') is { } linked && ModelCatalogue.Hash().IsMatch(linked) ? linked : null;
            commit ??= HeaderOf(response, RepositoryCommit) is { } named && ModelCatalogue.Commit().IsMatch(named) ? named : null;
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return new FileAnswer(response, hash, commit);

            using (response)
            {
                if (hops == MostRedirections) throw new FetchException($"{address.Host} sends this program from one address to the next without end. Try again later, or use a mirror: --mirror URL.");
                var location = HeaderOf(response, "Location");
                if (location is null || !Uri.TryCreate(address, location, out var next)) throw new BrokenTransferException($"{address.Host} moved the file and does not say where to.");
                _policy.Check(address, next);
                address = next;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // A network that drops what is sent: the client tells its time limit as a cancellation.
            throw new BrokenTransferException($"{Through(request.RequestUri)} cannot be reached: it does not answer.", e) { IsUnreachable = true };
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new FetchException(
                $"The connection to {host} is not safe: {Innermost(e)} Check this machine's clock, and whether a proxy or a virus scanner looks into connections.", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ProxyTunnelError)
        {
            // The system's own words have the proxy's password in them.
            throw e.StatusCode == HttpStatusCode.ProxyAuthenticationRequired
                ? WantsName(request.RequestUri)
                : new FetchException(FormattableString.Invariant($"The proxy {ProxyOf(request.RequestUri)} does not let this program through to {host}{(e.StatusCode is { } status ? $": it answers {(int)status}" : "")}. Check HTTPS_PROXY and NO_PROXY."));
        }
        catch (HttpRequestException e)
        {
            var isUnreachable = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError;
            throw new BrokenTransferException(isUnreachable ? $"{Through(request.RequestUri)} cannot be reached: {Innermost(e)}" : $"{host} broke off: {Innermost(e)}", e) { IsUnreachable = isUnreachable };
        }
    }

    /// <summary>The error of a proxy that wants to know who asks.</summary>
    public static FetchException WantsName(Uri address)
    {
        var variable = address.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        return new FetchException(ProxyOf(address) is { } proxy
            ? $"The proxy {proxy} wants a name and a password, or others than it was given. Give them with it: {variable}=http://NAME:PASSWORD@HOST:PORT."
            : $"{address.Host} answers as a proxy that wants a name and a password would, and none is set. Name it: {variable}=http://NAME:PASSWORD@HOST:PORT.");
    }

    // What curl and others mean by it; .NET takes it for the name of a host.
    private static bool AvoidsProxies => (Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY"))?.Trim() == "*";

    private static string Through(Uri address) => ProxyOf(address) is { } proxy ? $"{address.Host} (through the proxy {proxy})" : address.Host;

    private static string? HeaderOf(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Innermost(Exception error)
    {
        var message = error.GetBaseException().Message.Trim();
        return message.EndsWith('.') ? message : message + ".";
    }
}
