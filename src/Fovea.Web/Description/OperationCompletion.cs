using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fovea.Web.Api;
using Fovea.Web.Errors;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fovea.Web.Description;

/// <summary>Gives an operation what its route does not say: examples, the headers that are sent and answered, and its errors.</summary>
internal static class OperationCompletion
{
    private const string Json = "application/json";
    private const string Binary = "application/octet-stream";

    public static async Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var description = context.Description;
        operation.Responses ??= [];
        AddBodies(operation, description);
        AddExamples(operation, description);
        foreach (var id in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter is { Name: "id", Description: null }))
        {
            id.Description = description.RelativePath!.Contains("/photos/", StringComparison.Ordinal) ? "The photo's id." : "The id, as the list that holds it says.";
        }

        AddHeaders(operation, description);
        if (operation.RequestBody?.Content is { } body && body.TryGetValue(Binary, out var bytes) && bytes is not null) body[Binary] = new OpenApiMediaType();

        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), parameterDescription: null, cancellationToken);
        var errors = description.ActionDescriptor.EndpointMetadata.OfType<ErrorsMetadata>().SelectMany(all => all.Errors).Distinct();
        foreach (var group in errors.GroupBy(error => error.Status).OrderBy(group => group.Key))
        {
            operation.Responses[group.Key.ToString(CultureInfo.InvariantCulture)] = ErrorResponses.Get(context.Document!, [.. group], schema);
        }
    }

    // What is no JSON has no shape that the framework could find.
    private static void AddBodies(OpenApiOperation operation, ApiDescription description)
    {
        foreach (var produced in description.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>())
        {
            if (operation.Responses!.GetValueOrDefault(produced.StatusCode.ToString(CultureInfo.InvariantCulture)) is not OpenApiResponse { Content: null or { Count: 0 } } response) continue;
            response.Content = produced.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType());
        }
    }

    private static void AddExamples(OpenApiOperation operation, ApiDescription description)
    {
        foreach (var type in description.SupportedResponseTypes)
        {
            if (type.Type is null || ToJson(type.Type) is not { } example) continue;
            var content = operation.Responses![type.StatusCode.ToString(CultureInfo.InvariantCulture)].Content;
            if (content is not null && content.TryGetValue(Json, out var media) && media is OpenApiMediaType answer) answer.Example = example;
        }

        var sent = description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source.Id == "Body")?.Type;
        if (sent is not null && ToJson(sent) is { } body && operation.RequestBody?.Content is { } accepted && accepted.TryGetValue(Json, out var shape) && shape is OpenApiMediaType request) request.Example = body;
    }

    private static void AddHeaders(OpenApiOperation operation, ApiDescription description)
    {
        if (description.HttpMethod is not ("GET" or "HEAD"))
        {
            (operation.Parameters ??= []).Add(Header(OriginGuard.OwnHeader, "Always 1: no other site's page can send it.", isRequired: true));
            operation.Parameters.Add(Header("Origin", "The address that is called; browsers send Sec-Fetch-Site and it by themselves.", isRequired: false));
        }

        if (operation.Responses!.TryGetValue("200", out var ok) && ok is OpenApiResponse response && response.Content?.ContainsKey(CachedResult.Jpeg) == true)
        {
            (operation.Parameters ??= []).Add(Header("If-None-Match", "The ETag of the copy that is there already.", isRequired: false));
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "Changes when the picture does.", Schema = Text() },
                ["Cache-Control"] = new OpenApiHeader { Description = "Whether it may be kept for good.", Schema = Text() },
            };
            operation.Responses["304"] = new OpenApiResponse { Description = "The copy that is there is the present one." };
        }
    }

    private static OpenApiParameter Header(string name, string text, bool isRequired) =>
        new() { Name = name, In = ParameterLocation.Header, Description = text, Required = isRequired, Schema = Text() };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static JsonNode? ToJson(Type type) => Examples.All.GetValueOrDefault(type) is { } value && ApiJson.Default.GetTypeInfo(type) is { } shape
        ? JsonSerializer.SerializeToNode(value, shape)
        : null;
}
