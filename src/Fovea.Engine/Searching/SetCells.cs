using System.Collections;

namespace Fovea.Engine.Searching;

/// <summary>The cells of an answer in its order, each looked up when it is asked for: an answer of 100,000 photos is not copied.</summary>
/// <param name="set">The answer.</param>
/// <param name="found">Cells by ascending id.</param>
internal sealed class SetCells(ResultSet set, IReadOnlyList<PhotoCell> found) : IReadOnlyList<PhotoCell>
{
    private readonly PhotoCell[] _found = found as PhotoCell[] ?? [.. found];

    public int Count => set.Count;

    public PhotoCell this[int index] => Find(set.Ids[index]);

    public IEnumerator<PhotoCell> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private PhotoCell Find(PhotoId id)
    {
        var (low, high) = (0, _found.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = _found[middle].Id;
            if (at == id) return _found[middle];
            if (at < id) low = middle + 1;
            else high = middle - 1;
        }

        return new PhotoCell { Id = id };
    }
}
