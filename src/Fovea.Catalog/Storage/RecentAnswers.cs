namespace Fovea.Catalog.Storage;

/// <summary>
/// Answers that go over the whole catalog and are asked for again and again: kept until anybody commits anything. Thread-safe.
/// </summary>
/// <remarks>
/// An answer is kept under the version that was read before its query ran, so it is at least as new as that. Whoever finds that version
/// unchanged gets what the query would give now. Those who ask at the same time share one query.
/// </remarks>
internal sealed class RecentAnswers(CatalogStore store)
{
    private const int Most = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>What a query gives. It is shared: nobody may change it.</summary>
    /// <param name="key">Names the query with its parameters.</param>
    /// <param name="query">The query.</param>
    public T Get<T>(string key, Func<CatalogConnection, T> query)
        where T : class
    {
        var answer = Find(key, store.ReadVersion(), () => store.Read(query));
        try
        {
            return (T)answer.Value.Value;
        }
        catch
        {
            // An error is no answer: whoever asks next tries again.
            lock (_lock)
            {
                if (_answers.TryGetValue(key, out var kept) && ReferenceEquals(kept, answer)) _answers.Remove(key);
            }

            throw;
        }
    }

    /// <summary>The answer, if it is kept and still right.</summary>
    public T? TryGet<T>(string key)
        where T : class
    {
        var version = store.ReadVersion();
        lock (_lock)
        {
            return _answers.TryGetValue(key, out var kept) && kept.Version == version && kept.Value.IsValueCreated ? (T)kept.Value.Value : null;
        }
    }

    private Answer Find(string key, long version, Func<object> read)
    {
        lock (_lock)
        {
            if (_answers.TryGetValue(key, out var kept) && kept.Version == version) return kept;
            if (_answers.Count >= Most) _answers.Clear();
            return _answers[key] = new Answer(version, new Lazy<object>(read));
        }
    }

    private sealed record Answer(long Version, Lazy<object> Value);
}
