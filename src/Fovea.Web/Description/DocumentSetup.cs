using Fovea.Web.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Fovea.Web.Description;

/// <summary>The API's OpenAPI document.</summary>
internal static class DocumentSetup
{
    public const string Name = "v1";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // The framework cannot see what a converter of our own writes.
            if (context.JsonPropertyInfo?.CustomConverter is PathConverter) schema.Type = context.JsonPropertyInfo.IsGetNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(OperationCompletion.ApplyAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            DocumentCompletion.Apply(document);
            return Task.CompletedTask;
        });
    });
}
