using Microsoft.OpenApi;

namespace Fovea.Web.Description;

/// <summary>What the document says besides its operations.</summary>
internal static class DocumentCompletion
{
    private const string Cookie = "cookie";

    public static void Apply(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Fovea",
            Version = "1",
            Description = "Finds any photo by describing it, on this machine only. Sign in with the address that 'fovea serve' prints; what changes something "
                + "is sent with 'Content-Type: application/json', 'X-Fovea: 1' and, by programs, 'Origin' with the address that is called. Photos are addressed by id.",
        };
        document.Servers =
        [
            new OpenApiServer
            {
                Url = "http://127.0.0.1:{port}",
                Variables = new Dictionary<string, OpenApiServerVariable> { ["port"] = new() { Default = "4321", Description = "As 'fovea serve' prints it." } },
            },
        ];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas?.Remove(nameof(Stream));
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "fovea-4321",
                Description = "Set by the address that 'fovea serve' prints. The name holds the port.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] }];

        // HEAD is what GET is, without the body.
        foreach (var path in document.Paths.Values) path.Operations?.Remove(HttpMethod.Head);
    }
}
