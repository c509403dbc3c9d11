using System.Security.Cryptography;

namespace Fovea.Engine.Searching;

/// <summary>Answers that are being looked at, so that their pages need no second search. Thread-safe.</summary>
/// <remarks>
/// The 32 used last are kept, up to two million photos together (at most 24 MB) and at least the newest: an older one is searched again.
/// </remarks>
public sealed class ResultSets
{
    private const int MostSets = 32;
    private const long MostPhotos = 2_000_000;
    private const int KeyBytes = 16;

    private readonly LruCache<ResultSet> _sets = new(MostSets, MostPhotos, set => set.Count);

    /// <summary>Keeps an answer.</summary>
    /// <returns>Its key: 32 lower-case hexadecimal digits that nobody can guess.</returns>
    public string Add(ResultSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var key = RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);
        _sets.Put(key, set);
        return key;
    }

    /// <summary>The answer with a key, which counts as a use; null if it is no longer kept.</summary>
    public ResultSet? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _sets.Find(key);
    }
}
