namespace Fovea.Web.Api.Contracts;

/// <summary>Which photos.</summary>
/// <param name="Ids">Their ids, at most 10,000.</param>
internal sealed record IdsBody(IReadOnlyList<long> Ids);
