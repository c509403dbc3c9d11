namespace Fovea.Web.Api.Contracts;

/// <summary>The state of the library.</summary>
/// <param name="Roots">Its folders.</param>
/// <param name="Totals">Counts over all folders.</param>
/// <param name="Bytes">What it takes on the disk.</param>
/// <param name="Model">The model that searches.</param>
/// <param name="NetworkBytesSent">Always 0: nothing here opens a connection to anywhere.</param>
/// <param name="DiskFreeBytes">Free bytes where the index is kept; null if the system does not tell.</param>
/// <param name="Index">What indexing does now.</param>
internal sealed record LibraryAnswer(
    IReadOnlyList<RootItem> Roots,
    LibraryTotals Totals,
    LibraryBytes Bytes,
    ModelItem Model,
    long NetworkBytesSent,
    long? DiskFreeBytes,
    IndexStatus Index);
