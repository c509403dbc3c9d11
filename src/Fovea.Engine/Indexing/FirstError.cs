using System.Runtime.ExceptionServices;

namespace Fovea.Engine.Indexing;

/// <summary>The first thing that went wrong in any stage. Thread-safe.</summary>
internal sealed class FirstError
{
    private ExceptionDispatchInfo? _first;

    /// <summary>Whether anything did.</summary>
    public bool IsSet => Volatile.Read(ref _first) is not null;

    /// <summary>Keeps it, unless there was one before.</summary>
    public void Set(Exception error) => Interlocked.CompareExchange(ref _first, ExceptionDispatchInfo.Capture(error), null);

    /// <summary>Throws it, with the stack it had.</summary>
    public void ThrowIfSet() => Volatile.Read(ref _first)?.Throw();
}
