using System.Text.Json;
using System.Text.RegularExpressions;
using Fovea.Web.Description;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Fovea.Web.Tests.Api;

/// <summary>docs/guide/openapi.json is what the server says of itself, and that is complete.</summary>
public sealed class DescriptionTests
{
    private static readonly string Committed = File.ReadAllText(RepositoryRoot.File("docs", "guide", "openapi.json")).ReplaceLineEndings("\n");

    private static JsonElement Document => JsonDocument.Parse(Committed).RootElement;

    private static IEnumerable<(string Call, JsonElement Operation)> Operations =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    [Fact]
    public async Task Document_OfTheServer_IsTheCommittedOne()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CreateClientAsync();

        var served = await client.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.True(Committed == served, "docs/guide/openapi.json is not what the API is: build eng/Fovea.ApiDocument, which writes it, and commit it.");
        Assert.Equal(Committed, await ApiDocument.WriteAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Document_ReadAsOpenApi_HasNoErrors()
    {
        var result = OpenApiDocument.Parse(Committed, OpenApiConstants.Json);

        Assert.Empty(result.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(result.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}"));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, result.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public async Task Document_DescribesEveryRouteAndNothingElse()
    {
        await using var server = await TestServer.StartAsync();

        var mapped =
            from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where path.StartsWith("/api/", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            where method != "HEAD"
            select $"{method} {Regex.Replace(path, @"\{(\w+):\w+\}", "{$1}")}";

        Assert.Equal(mapped.Order(StringComparer.Ordinal), Operations.Select(operation => operation.Call).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryOperation_SaysWhatItIsCalledAndWhatItTakes()
    {
        Assert.All(Operations, operation =>
        {
            Assert.NotEmpty(operation.Operation.GetProperty("operationId").GetString()!);
            Assert.EndsWith(".", operation.Operation.GetProperty("summary").GetString(), StringComparison.Ordinal);
            foreach (var parameter in operation.Operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default)
            {
                Assert.True(parameter.TryGetProperty("description", out _), $"{operation.Call}: no word of '{parameter.GetProperty("name")}'");
                Assert.True(parameter.GetProperty("schema").EnumerateObject().Any(), $"{operation.Call}: no shape of '{parameter.GetProperty("name")}'");
            }
        });
        Assert.Equal(Operations.Count(), Operations.Select(operation => operation.Operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public void EveryOperation_ShowsWhatItAnswersAndWhichErrors()
    {
        Assert.All(Operations, operation =>
        {
            var responses = operation.Operation.GetProperty("responses").EnumerateObject().ToDictionary(response => response.Name, response => response.Value);
            var good = Assert.Single(responses, response => response.Key[0] == '2');
            if (good.Key != "204")
            {
                var media = Assert.Single(good.Value.GetProperty("content").EnumerateObject());
                if (media.Name == "application/json" && operation.Call != "GET /api/v1/openapi.json")
                {
                    Assert.True(media.Value.TryGetProperty("example", out var example), $"{operation.Call}: no example");
                    ApiShapes.Committed.CheckValue(media.Value.GetProperty("schema"), example, operation.Call);
                }
            }

            if (operation.Operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var sent))
            {
                Assert.True(sent.TryGetProperty("example", out var example), $"{operation.Call}: no example of what is sent");
                ApiShapes.Committed.CheckValue(sent.GetProperty("schema"), example, operation.Call);
            }

            Assert.Subset(responses.Keys.ToHashSet(), new HashSet<string> { "401", "403", "421", "500" });
            Assert.All(responses.Where(response => response.Key[0] is '4' or '5'), response => Assert.True(response.Value.TryGetProperty("$ref", out _)));
        });
        Assert.All(Document.GetProperty("components").GetProperty("responses").EnumerateObject(), response =>
        {
            var problem = Assert.Single(response.Value.GetProperty("content").EnumerateObject());
            Assert.Equal("application/problem+json", problem.Name);
            Assert.All(problem.Value.GetProperty("examples").EnumerateObject(), example =>
                ApiShapes.Committed.CheckValue(problem.Value.GetProperty("schema"), example.Value.GetProperty("value"), response.Name));
        });
    }
}
