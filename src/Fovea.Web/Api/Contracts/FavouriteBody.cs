namespace Fovea.Web.Api.Contracts;

/// <summary>Photos to mark or unmark.</summary>
/// <param name="Ids">Their ids, at most 10,000.</param>
/// <param name="Favourite">Mark or unmark.</param>
internal sealed record FavouriteBody(IReadOnlyList<long> Ids, bool Favourite);
