using Fovea.Engine.Indexing;
using Fovea.Engine.Searching;
using Fovea.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Hosting;

/// <summary>A model with all that works by it. Each part is made when it is first asked for. Thread-safe.</summary>
public sealed class ModelSet : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IServiceProvider _services;
    private readonly Func<IDualEncoder> _open;
    private readonly IModelChange? _change;
    private IDualEncoder? _encoder;
    private Searcher? _searcher;
    private Indexer? _indexer;
    private PictureEncoder? _pictures;

    internal ModelSet(InstalledModel model, IServiceProvider services, Func<IDualEncoder> open, IModelChange? change)
    {
        Model = model;
        _services = services;
        _open = open;
        _change = change;
        InUse = new ModelInUse(model.Name, model.IsStarter);
    }

    /// <summary>The model as front ends name it.</summary>
    public ModelInUse InUse { get; }

    /// <summary>The model itself.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public IDualEncoder Encoder => Make(ref _encoder, _open);

    /// <summary>Answers queries by it.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public Searcher Searcher => Make(ref _searcher, Create<Searcher>);

    /// <summary>Indexes with it.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public Indexer Indexer => Make(ref _indexer, () => _change is null ? Create<Indexer>() : ActivatorUtilities.CreateInstance<Indexer>(_services, Encoder, _change));

    /// <summary>Encodes pictures with it.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public PictureEncoder Pictures => Make(ref _pictures, Create<PictureEncoder>);

    /// <summary>The model on this machine.</summary>
    public InstalledModel Model { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            _searcher?.Dispose();
            _encoder?.Dispose();
        }
    }

    private T Create<T>() => ActivatorUtilities.CreateInstance<T>(_services, Encoder);

    // A failure is no part of the set: the next call tries again.
    private T Make<T>(ref T? part, Func<T> make)
        where T : class
    {
        lock (_lock) return part ??= make();
    }
}
