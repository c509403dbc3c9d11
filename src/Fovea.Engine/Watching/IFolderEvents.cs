namespace Fovea.Engine.Watching;

/// <summary>Tells what happens in folders. Thread-safe. Disposing ends it; no event is told after that.</summary>
internal interface IFolderEvents : IDisposable
{
    /// <summary>How long nothing may happen in a folder before its files count as complete.</summary>
    TimeSpan Quiet { get; }

    /// <summary>What a person can do where <see cref="WatchOutcome.NoMore"/> was the answer.</summary>
    string LimitAdvice { get; }

    /// <summary>Watches one folder; again is no error.</summary>
    /// <param name="folder">Absolute path.</param>
    WatchOutcome Watch(string folder);

    /// <summary>Watches a folder and all below it no longer.</summary>
    /// <param name="folder">Absolute path.</param>
    void Forget(string folder);
}
