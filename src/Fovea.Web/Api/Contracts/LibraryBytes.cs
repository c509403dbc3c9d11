namespace Fovea.Web.Api.Contracts;

/// <summary>What the library takes on the disk, in bytes.</summary>
/// <param name="Catalog">The catalog.</param>
/// <param name="Thumbnails">Small copies of the photos.</param>
/// <param name="Models">Models in the data folder.</param>
internal sealed record LibraryBytes(long Catalog, long Thumbnails, long Models);
