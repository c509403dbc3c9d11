using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>A file that has to be opened.</summary>
/// <param name="Root">The root.</param>
/// <param name="File">What the scan found.</param>
/// <param name="Known">What the catalog knows of this path.</param>
/// <param name="Raw">The RAW file, known so far as a photo of its own, that becomes part of this one if this one can be indexed.</param>
internal sealed record WorkItem(LibraryRoot Root, ScannedFile File, KnownFile? Known, KnownFile? Raw = null);
