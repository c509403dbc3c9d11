namespace Fovea.Web.Errors;

/// <summary>A sort of error that the API answers with.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The name that programs tell it by; never changes.</param>
/// <param name="Title">What went wrong, the same for every occurrence.</param>
/// <param name="Detail">What to do, where an occurrence says nothing more exact.</param>
internal sealed record ApiError(int Status, string Code, string Title, string Detail);
