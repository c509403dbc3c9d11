using System.Globalization;
using System.Text.Json;
using Fovea.Web.Api;
using Fovea.Web.Errors;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fovea.Web.Description;

/// <summary>Gives an operation its errors, each with an example of its own, and the example of its answer.</summary>
internal static class OperationCompletion
{
    public static void Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Tags = null;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        foreach (var (status, errors) in metadata.OfType<ErrorsMetadata>().SelectMany(all => all.Errors).Distinct().GroupBy(error => error.Status).Select(group => (group.Key, group.ToList())))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = ToResponse(errors);
        }
    }

    private static OpenApiResponse ToResponse(List<ApiError> errors) => new()
    {
        Description = string.Join("; ", errors.Select(error => $"{error.Title} ('{error.Code}')")) + ".",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem.ContentType] = new()
            {
                Examples = errors.ToDictionary(
                    error => error.Code,
                    IOpenApiExample (error) => new OpenApiExample { Value = JsonSerializer.SerializeToNode(Problem.From(error), ApiJson.Default.Problem) }),
            },
        },
    };
}
