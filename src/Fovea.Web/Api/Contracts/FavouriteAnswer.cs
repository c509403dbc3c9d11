namespace Fovea.Web.Api.Contracts;

/// <summary>What was marked.</summary>
/// <param name="Changed">How many photos were not so before.</param>
internal sealed record FavouriteAnswer(int Changed);
