using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>Which errors a call answers with, for its description.</summary>
/// <param name="Errors">The errors.</param>
internal sealed record ErrorsMetadata(IReadOnlyList<ApiError> Errors);
