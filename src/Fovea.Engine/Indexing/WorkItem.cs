using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>A file that has to be opened.</summary>
/// <param name="Root">The root.</param>
/// <param name="File">What the scan found.</param>
/// <param name="Known">What the catalog knows of this path.</param>
internal sealed record WorkItem(LibraryRoot Root, ScannedFile File, KnownFile? Known);
