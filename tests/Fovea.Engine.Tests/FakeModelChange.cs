using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>A change to a fake model, kept in memory.</summary>
internal sealed class FakeModelChange(FakeDualEncoder next) : IModelChange
{
    /// <summary>Asked when a run begins and before every commit of photos; the model is in use while it says so.</summary>
    public Func<bool> InUse { get; init; } = () => true;

    public bool IsInUse => InUse();

    public bool IsDone { get; private set; }

    /// <summary>Asked before every commit; the change is wanted while it says so.</summary>
    public Func<bool> Wanted { get; init; } = () => true;

    public bool IsWanted => Wanted();

    /// <summary>Thrown by the next opening.</summary>
    public ModelException? Error { get; set; }

    public IDualEncoder? OpenNext() => Error is not null ? throw Error : IsDone ? null : next;

    public bool Complete(IDualEncoder model)
    {
        Assert.Same(next, model);
        return IsDone = true;
    }
}
