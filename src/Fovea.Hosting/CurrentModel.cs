using Fovea.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Hosting;

/// <summary>
/// The model in use. A program that runs for long follows the person's choice: <see cref="Follow"/> makes everything ready for the new model and
/// puts it in place of the old one in one step, so that no search waits and none is answered by a mixture.
/// </summary>
/// <remarks>Thread-safe. Take the set once for one piece of work.</remarks>
public sealed class CurrentModel : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Lock _following = new();
    private readonly IServiceProvider _services;
    private readonly ModelStore _store;
    private readonly TimeProvider _time;
    private readonly string? _named;
    private readonly List<(ModelSet Set, long Since)> _retired = [];
    private ModelSet? _set;
    private (string Folder, long Since)? _refused;

    internal CurrentModel(IServiceProvider services, ModelStore store, TimeProvider time, string? named) =>
        (_services, _store, _time, _named) = (services, store, time, named);

    /// <summary>The set in use now.</summary>
    /// <exception cref="ModelException">There is no such model.</exception>
    public ModelSet Get()
    {
        // The program's own container may have another encoder in place of the model's.
        lock (_lock) return _set ??= Create(_store.Resolve(_named), _services.GetRequiredService<IDualEncoder>);
    }

    /// <summary>Looks whether another model was chosen, in this process or another, and takes it. A new model that cannot be used is told, the old one stays, and it is tried again now and then.</summary>
    /// <returns>Whether the model is another one now.</returns>
    /// <exception cref="ModelException">The new model cannot be used.</exception>
    public bool Follow(CancellationToken cancellationToken) => TakeInTurn(isAsked: false, cancellationToken);

    /// <summary>The same for somebody who waits for it: a model that could not be used a moment ago is tried again at once.</summary>
    /// <inheritdoc cref="Follow(CancellationToken)" />
    public bool FollowNow(CancellationToken cancellationToken) => TakeInTurn(isAsked: true, cancellationToken);

    /// <summary>The folder of the model to which a change is under way; null: none, or this program was told which model to use.</summary>
    public string? Next => _named is null ? _store.NextFolder : null;

    private bool TakeInTurn(bool isAsked, CancellationToken cancellationToken)
    {
        // One at a time: a model is not loaded twice.
        lock (_following) return Take(isAsked, cancellationToken);
    }

    private bool Take(bool isAsked, CancellationToken cancellationToken)
    {
        var folder = Get().Model.Folder;
        if (_named is not null || _store.IsInUse(folder)) return false;
        var chosen = _store.Resolve(null);
        if (chosen.Folder == folder || (!isAsked && _refused is { } refused && refused.Folder == chosen.Folder && _time.GetElapsedTime(refused.Since) < RetryInterval)) return false;

        var next = Create(chosen, () => _store.Open(chosen));
        try
        {
            next.Searcher.Warm(cancellationToken);
        }
        catch (Exception e)
        {
            if (e is ModelException) _refused = (chosen.Folder, _time.GetTimestamp());
            next.Dispose();
            throw;
        }

        lock (_lock)
        {
            _retired.Add((_set!, _time.GetTimestamp()));
            _set = next;
            _refused = null;
        }

        return true;
    }

    // A program that was told which model to use takes no part in changes.
    private ModelSet Create(InstalledModel model, Func<IDualEncoder> open) => new(model, _services, open, _named is null ? new ModelChange(_store, model.Folder) : null);

    /// <summary>Frees models that have been out of use for so long that nobody works with them any more.</summary>
    public void Free(TimeSpan after)
    {
        lock (_lock)
        {
            foreach (var (set, _) in _retired.Where(one => _time.GetElapsedTime(one.Since) >= after)) set.Dispose();
            _retired.RemoveAll(one => _time.GetElapsedTime(one.Since) >= after);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Free(TimeSpan.Zero);
        _set?.Dispose();
    }
}
