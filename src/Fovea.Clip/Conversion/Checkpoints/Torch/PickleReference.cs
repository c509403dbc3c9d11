namespace Fovea.Clip;

/// <summary>What a pickle refers to outside of it: in PyTorch's files, a storage.</summary>
/// <param name="id">The identity that it gives.</param>
internal sealed class PickleReference(object? id)
{
    public object? Id => id;
}
