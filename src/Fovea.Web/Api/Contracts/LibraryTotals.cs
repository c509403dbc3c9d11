namespace Fovea.Web.Api.Contracts;

/// <summary>Counts over all folders of the library.</summary>
/// <param name="Indexed">Indexed photos, offline ones included.</param>
/// <param name="Failed">Photos that could not be read.</param>
/// <param name="Offline">Indexed photos that cannot be reached now.</param>
internal sealed record LibraryTotals(long Indexed, long Failed, long Offline);
