using System.Globalization;
using System.Text;

namespace Fovea.Testing.Http;

/// <summary>One request and the means to answer it as a real server would, or as none should.</summary>
public sealed class LoopbackExchange(LoopbackRequest request, Stream stream, CancellationToken stopping)
{
    public LoopbackRequest Request => request;

    public CancellationToken Stopping => stopping;

    /// <summary>Writes the head of an answer.</summary>
    public Task HeadAsync(int status, params IReadOnlyList<string> headers) => stream.WriteAsync(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Answer\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n")), stopping).AsTask();

    /// <summary>Writes bytes of the body; none for HEAD.</summary>
    public async Task BodyAsync(ReadOnlyMemory<byte> bytes)
    {
        if (request.Method == "HEAD") return;
        await stream.WriteAsync(bytes, stopping);
        await stream.FlushAsync(stopping);
    }

    /// <summary>Answers as a good server does: ranges, entity tags, lengths.</summary>
    /// <param name="file">The file.</param>
    /// <param name="etag">Its entity tag, with quotes; null: none.</param>
    /// <param name="most">Breaks off after so many bytes.</param>
    /// <param name="headers">Further headers.</param>
    public async Task FileAsync(byte[] file, string? etag = null, int most = int.MaxValue, params IReadOnlyList<string> headers)
    {
        ArgumentNullException.ThrowIfNull(file);
        var from = request.IfRange is null || request.IfRange == etag ? request.From : 0;
        if (from >= file.Length && from > 0)
        {
            await HeadAsync(416, [string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes */{file.Length}"), "Content-Length: 0"]);
            return;
        }

        List<string> all = [string.Create(CultureInfo.InvariantCulture, $"Content-Length: {file.Length - from}"), .. headers];
        if (etag is not null) all.Add($"ETag: {etag}");
        if (from > 0) all.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}"));
        await HeadAsync(from > 0 ? 206 : 200, all);
        await BodyAsync(file.AsMemory((int)from, (int)Math.Min(file.Length - from, most)));
    }
}
