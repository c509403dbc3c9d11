namespace Fovea.Engine.Watching;

/// <summary>How a library is watched.</summary>
public sealed class WatchOptions
{
    /// <summary>
    /// How often everything is looked at, whatever the events said. Default (null): every hour; every five minutes while some folders cannot
    /// be watched.
    /// </summary>
    public TimeSpan? Rescan { get; init; }

    /// <summary>The roots to watch, by id. Default (null): all of the library, those that are added later too.</summary>
    public IReadOnlyList<RootId>? Roots { get; init; }
}
