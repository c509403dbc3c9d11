using Fovea.Web.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Fovea.Web.Api;

/// <summary>How every call of the API is described.</summary>
internal static class ApiGroup
{
    public const string Prefix = "/api/v1";

    /// <summary>What any call may answer with.</summary>
    private static readonly ApiError[] Everywhere =
        [ApiErrors.SignedOut, ApiErrors.NotPaired, ApiErrors.OtherSite, ApiErrors.WrongHost, ApiErrors.Unexpected, ApiErrors.Catalog, ApiErrors.TookTooLong];

    private static readonly ApiError[] EveryChange = [ApiErrors.BadRequest, ApiErrors.NoHeader, ApiErrors.TooSlow, ApiErrors.TooLarge, ApiErrors.WrongBody];

    /// <summary>Names and explains a call that reads.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary, params ApiError[] errors) =>
        route.WithName(name).WithSummary(summary).WithErrors([.. Everywhere, .. errors]);

    /// <summary>Names and explains a call that changes something.</summary>
    public static RouteHandlerBuilder DescribeChange(this RouteHandlerBuilder route, string name, string summary, params ApiError[] errors) =>
        route.Describe(name, summary, [.. EveryChange, .. errors]);

    /// <summary>Keeps a call to the person at the machine itself.</summary>
    public static RouteHandlerBuilder LocalOnly(this RouteHandlerBuilder route) =>
        route.WithMetadata(Security.LocalOnlyMetadata.Instance).WithErrors([ApiErrors.LocalOnly]);

    /// <summary>Has a call only while devices of the home network are let in.</summary>
    public static RouteHandlerBuilder WhenLan(this RouteHandlerBuilder route) =>
        route.WithMetadata(Security.LanMetadata.Instance).WithErrors([ApiErrors.LanOff]);

    /// <summary>Lets a call take as long as it takes: files are copied, and how many is the caller's choice.</summary>
    public static RouteHandlerBuilder WithoutLimit(this RouteHandlerBuilder route) => route.WithMetadata(new DisableRequestTimeoutAttribute());

    private static RouteHandlerBuilder WithErrors(this RouteHandlerBuilder route, IEnumerable<ApiError> errors)
    {
        route.WithMetadata(new ErrorsMetadata([.. errors]));
        return route;
    }
}
