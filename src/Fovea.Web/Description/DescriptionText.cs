using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Fovea.Web.Description;

/// <summary>The OpenAPI document as text, made once: the routes of a server do not change. Thread-safe.</summary>
internal sealed class DescriptionText([FromKeyedServices(DocumentSetup.Name)] IOpenApiDocumentProvider provider)
{
    private volatile Tuple<byte[], string>? _made;

    /// <summary>Indented JSON with a line break at its end, and a quoted hash of it.</summary>
    public async Task<(byte[] Json, string ETag)> GetAsync(CancellationToken cancellationToken)
    {
        if (_made is { } known) return (known.Item1, known.Item2);
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        var text = (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken)).ReplaceLineEndings("\n") + "\n";
        var json = Encoding.UTF8.GetBytes(text);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 12))}\"";
        _made = Tuple.Create(json, etag);
        return (json, etag);
    }
}
