namespace Fovea.Clip;

/// <summary>The tensors of a checkpoint by name.</summary>
/// <param name="Path">The file; of several, the one that lists them.</param>
/// <param name="Kind">Who wrote it.</param>
/// <param name="Tensors">By the name that the file gives them.</param>
/// <param name="Owned">What must be closed behind it.</param>
internal sealed record Checkpoint(string Path, CheckpointKind Kind, IReadOnlyDictionary<string, CheckpointTensor> Tensors, IDisposable? Owned = null) : IDisposable
{
    /// <summary>The folder that it lies in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public void Dispose() => Owned?.Dispose();
}
