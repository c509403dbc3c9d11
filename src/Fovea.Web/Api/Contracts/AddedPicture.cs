namespace Fovea.Web.Api.Contracts;

/// <summary>A picture that was added to search with. It is kept in memory only, for a while.</summary>
/// <param name="Picture">Its key.</param>
/// <param name="Width">Width in pixels of its small copy.</param>
/// <param name="Height">Height in pixels of its small copy.</param>
internal sealed record AddedPicture(string Picture, int Width, int Height);
