namespace Fovea.Engine.Desktop;

/// <summary>The trash of the system, from which a person can take things out again with other programs too.</summary>
/// <remarks>Not thread-safe. Nothing is ever copied and deleted: what cannot be moved stays where it is.</remarks>
internal interface ISystemTrash
{
    /// <summary>Whether <see cref="Restore"/> works.</summary>
    bool CanRestore { get; }

    /// <summary>Moves one file, or a link itself, into the trash.</summary>
    /// <param name="path">Absolute path, whose folder is given without links.</param>
    /// <exception cref="IOException">It cannot be moved; the message says why. It is where it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved. It is where it was.</exception>
    TrashedFile Move(string path);

    /// <summary>Moves a file back to where it was.</summary>
    /// <exception cref="IOException">It cannot be moved, or something else is there now; the message says why. It stays in the trash.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved. It stays in the trash.</exception>
    void Restore(TrashedFile file);
}
