namespace Fovea.Engine.Indexing;

/// <summary>The part of the work on one file that needs no encoder. Thread-safe.</summary>
internal interface IPhotoPreparer
{
    /// <summary>What becomes of a file.</summary>
    PreparedPhoto Prepare(WorkItem item, CancellationToken cancellationToken);
}
