namespace Fovea.Clip;

/// <summary>A tuple of a pickle.</summary>
/// <param name="items">Its items.</param>
internal sealed class PickleTuple(object?[] items)
{
    public IReadOnlyList<object?> Items => items;
}
