namespace Fovea.Web.Api.Contracts;

/// <summary>What came back from the trash.</summary>
/// <param name="Moved">How many photos.</param>
/// <param name="Failed">Those that did not.</param>
internal sealed record UntrashAnswer(int Moved, IReadOnlyList<FileFailure> Failed);
