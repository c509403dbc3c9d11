namespace Fovea.Web.Api.Contracts;

/// <summary>Photos by their ids; unknown ids are left out.</summary>
/// <param name="Items">The photos.</param>
internal sealed record PhotosAnswer(IReadOnlyList<PhotoItem> Items);
