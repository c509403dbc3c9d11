using System.Text.Json;
using Fovea.Web.Api;
using Fovea.Web.Errors;
using Microsoft.OpenApi;

namespace Fovea.Web.Description;

/// <summary>The document's error answers: each said once, and pointed at by every call that may give it.</summary>
internal static class ErrorResponses
{
    private const string ProblemName = "Problem";

    /// <summary>What stands for errors of one status.</summary>
    /// <param name="document">The document, which keeps the answer.</param>
    /// <param name="errors">Errors of one status.</param>
    /// <param name="problem">The shape of all of them.</param>
    public static OpenApiResponseReference Get(OpenApiDocument document, IReadOnlyList<ApiError> errors, OpenApiSchema problem)
    {
        document.AddComponent(ProblemName, problem);
        var name = string.Join('.', errors.Select(error => error.Code));
        var response = new OpenApiResponse
        {
            Description = string.Join("; ", errors.Select(error => $"{error.Title} ('{error.Code}')")) + ".",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.ContentType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ProblemName, document),
                    Examples = errors.ToDictionary(
                        error => error.Code,
                        IOpenApiExample (error) => new OpenApiExample { Value = JsonSerializer.SerializeToNode(Problem.From(error), ApiJson.Default.Problem) }),
                },
            },
        };
        document.AddComponent<IOpenApiResponse>(name, response);
        return new OpenApiResponseReference(name, document);
    }
}
