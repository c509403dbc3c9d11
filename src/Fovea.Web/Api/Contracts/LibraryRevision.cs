namespace Fovea.Web.Api.Contracts;

/// <summary>Says that photos or folders of the library changed.</summary>
/// <param name="Revision">Grows with every change.</param>
internal sealed record LibraryRevision(long Revision);
