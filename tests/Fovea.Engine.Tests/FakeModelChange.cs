using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>A change to a fake model, kept in memory.</summary>
internal sealed class FakeModelChange(FakeDualEncoder next) : IModelChange
{
    public bool IsInUse { get; init; } = true;

    public bool IsDone { get; private set; }

    /// <summary>Thrown by the next opening.</summary>
    public ModelException? Error { get; set; }

    public IDualEncoder? OpenNext() => Error is not null ? throw Error : IsDone ? null : next;

    public bool Complete(IDualEncoder model)
    {
        Assert.Same(next, model);
        return IsDone = true;
    }
}
