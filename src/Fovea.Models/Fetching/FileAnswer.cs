using System.Net;
using System.Net.Http.Headers;

namespace Fovea.Models;

/// <summary>A server's answer to the question for a file, after all redirections. Dispose gives the connection back.</summary>
/// <param name="response">The last response.</param>
/// <param name="linkedSha256">The hash that the first server named, in its own header; 64 hexadecimal digits or null.</param>
/// <param name="commit">The commit that the first server named.</param>
internal sealed class FileAnswer(HttpResponseMessage response, string? linkedSha256, string? commit) : IDisposable
{
    public HttpStatusCode Status => response.StatusCode;

    public string? LinkedSha256 => linkedSha256;

    public string? Commit => commit;

    public string Host => response.RequestMessage?.RequestUri?.Host ?? "";

    /// <summary>A strong entity tag; null where there is none.</summary>
    public string? Etag => response.Headers.ETag is { IsWeak: false } etag ? etag.Tag : null;

    public ContentRangeHeaderValue? Range => response.Content.Headers.ContentRange;

    public bool IsHtml => response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";

    public bool IsEncoded => response.Content.Headers.ContentEncoding.Any(encoding => encoding != "identity");

    /// <summary>Bytes of the whole file, where the server says.</summary>
    public long? Total => Status == HttpStatusCode.PartialContent ? Range?.Length : response.Content.Headers.ContentLength;

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter => response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - response.Headers.Date) : null;

    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => response.Content.ReadAsStreamAsync(cancellationToken);

    public void Dispose() => response.Dispose();
}
