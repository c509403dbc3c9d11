using System.Buffers;
using Fovea.Engine.Searching;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Api;

/// <summary>A layout on its way to the client, in memory that is used again: 100,000 photos take 1.7 MB, which the collector would keep for long.</summary>
internal sealed class LayoutResult : IResult
{
    private readonly byte[] _bytes;
    private readonly int _length;

    private LayoutResult(byte[] bytes, int length) => (_bytes, _length) = (bytes, length);

    /// <summary>Lays an answer out.</summary>
    public static LayoutResult Of(ResultSet set, IReadOnlyList<PhotoCell> cells)
    {
        var length = LayoutWriter.LengthOf(cells.Count);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        LayoutWriter.Write(set, cells, bytes.AsSpan(0, length));
        return new LayoutResult(bytes, length);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/octet-stream";
        response.ContentLength = _length;
        await response.Body.WriteAsync(_bytes.AsMemory(0, _length), httpContext.RequestAborted);

        // Not after an error: then somebody may still be reading it, and it is left to the collector.
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
