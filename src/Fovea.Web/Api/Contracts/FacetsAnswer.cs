namespace Fovea.Web.Api.Contracts;

/// <summary>What the library can be filtered by.</summary>
/// <param name="Total">Indexed photos.</param>
/// <param name="Favourites">Of them favourites.</param>
/// <param name="Offline">Of them those that cannot be reached now.</param>
/// <param name="Cameras">Cameras, most photos first.</param>
/// <param name="Formats">Formats, most photos first.</param>
/// <param name="Shapes">landscape, portrait, square.</param>
/// <param name="Years">Years, newest first.</param>
internal sealed record FacetsAnswer(
    long Total,
    long Favourites,
    long Offline,
    IReadOnlyList<FacetItem> Cameras,
    IReadOnlyList<FacetItem> Formats,
    IReadOnlyList<FacetItem> Shapes,
    IReadOnlyList<FacetItem> Years);
