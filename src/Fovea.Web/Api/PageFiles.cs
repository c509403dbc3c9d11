using System.Collections.Frozen;
using System.Security.Cryptography;
using Fovea.Web.Errors;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>The page: embedded files, by their exact names. No address ever becomes a path of the file system.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".md"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary();

    private static readonly Lazy<FrozenDictionary<string, PageFile>> All = new(Read);

    /// <summary>The names, as they follow <c>/page/</c>.</summary>
    public static IEnumerable<string> Names => All.Value.Keys;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var address in new[] { "/", "/library" })
        {
            routes.MapRead(address, context => SendAsync(context, "index.html")).ExcludeFromDescription();
        }

        routes.MapRead("/page/{**name}", context => SendAsync(context, context.Request.RouteValues["name"] as string ?? string.Empty)).ExcludeFromDescription();
    }

    /// <summary>Answers with a file of the page.</summary>
    public static Task SendAsync(HttpContext context, string name)
    {
        if (!All.Value.TryGetValue(name, out var file)) return ErrorWriter.WriteAsync(context, ApiErrors.NotFound);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        headers.CacheControl = "no-cache";
        headers.ETag = file.ETag;

        // A worker in /page/ may look after the whole page.
        if (name.EndsWith(".js", StringComparison.Ordinal)) headers["Service-Worker-Allowed"] = "/";
        if (Caching.IsUnchanged(context.Request, file.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Bytes.Length;
        return context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }

    private static FrozenDictionary<string, PageFile> Read()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name => ReadOne(assembly.GetManifestResourceStream(name)!, name), StringComparer.Ordinal);
    }

    private static PageFile ReadOne(Stream stream, string name)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new PageFile(bytes, Types[Path.GetExtension(name)], $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        }
    }
}
