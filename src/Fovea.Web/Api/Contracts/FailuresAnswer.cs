namespace Fovea.Web.Api.Contracts;

/// <summary>A page of the photos that could not be read.</summary>
/// <param name="Items">The photos, by folder and path.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record FailuresAnswer(IReadOnlyList<FailureItem> Items, string? Next);
