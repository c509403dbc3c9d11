using System.Diagnostics.CodeAnalysis;

namespace Fovea.Web.Errors;

/// <summary>Ends a request with an error that the API knows.</summary>
/// <param name="error">Which.</param>
/// <param name="detail">What, where, why, what to do; null: what is said of this sort of error.</param>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the room: the error boundary catches it.")]
internal sealed class ApiException(ApiError error, string? detail = null) : Exception(detail ?? error.Detail)
{
    public ApiError Error { get; } = error;
}
