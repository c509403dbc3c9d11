namespace Fovea.Web.Errors;

/// <summary>An error, as RFC 9457 writes it.</summary>
/// <param name="Type">Always "about:blank": the code tells errors apart.</param>
/// <param name="Title">What went wrong, the same for every occurrence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What, where, why, what to do.</param>
/// <param name="Code">The name that programs tell it by; never changes.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code)
{
    public const string ContentType = "application/problem+json";

    public static Problem From(ApiError error, string? detail = null) => new("about:blank", error.Title, error.Status, detail ?? error.Detail, error.Code);
}
