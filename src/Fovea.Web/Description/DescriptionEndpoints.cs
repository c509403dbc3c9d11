using Fovea.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Description;

/// <summary>What the API can do, for programs.</summary>
internal static class DescriptionEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapRead("/openapi.json", GetAsync).Produces(200, contentType: "application/json")
        .Describe("getApiDescription", "This document: every call of the API, as OpenAPI 3.1.");

    private static async Task<CachedResult> GetAsync(DescriptionText text, CancellationToken cancellationToken)
    {
        var (json, etag) = await text.GetAsync(cancellationToken);
        return new CachedResult(json, "application/json", etag, isImmutable: false);
    }
}
