using Fovea.Engine.Files;

namespace Fovea.Engine.Watching;

/// <summary>
/// The events that .NET gets from Windows and macOS. They tell that a file was written, not that it is complete: a folder has to be quiet for
/// longer.
/// </summary>
internal sealed class SystemEvents(Action<FolderEvent> tell) : IFolderEvents
{
    private const int LargestBuffer = 64 << 10; // more than this, networks refuse

    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <inheritdoc />
    public TimeSpan Quiet { get; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public string LimitAdvice => "the system watches no more folders";

    /// <inheritdoc />
    public WatchOutcome Watch(string folder)
    {
        lock (_lock)
        {
            // One watcher sees all that is below.
            if (_watchers.Keys.Any(outer => FilePaths.IsAtOrBelow(folder, outer))) return WatchOutcome.Watched;
            try
            {
                _watchers.Add(folder, Create(folder));
                return WatchOutcome.Watched;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return e is IOException && Directory.Exists(folder) ? WatchOutcome.NoMore : WatchOutcome.NotThere;
            }
        }
    }

    /// <inheritdoc />
    public void Forget(string folder)
    {
        lock (_lock)
        {
            foreach (var path in _watchers.Keys.Where(path => FilePaths.IsAtOrBelow(path, folder)).ToList())
            {
                _watchers[path].Dispose();
                _watchers.Remove(path);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var watcher in _watchers.Values) watcher.Dispose();
            _watchers.Clear();
        }
    }

    private FileSystemWatcher Create(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { InternalBufferSize = LargestBuffer, IncludeSubdirectories = true };
        watcher.Created += (_, e) => OnCame(e.FullPath);
        watcher.Changed += (_, e) => OnChanged(e.FullPath);
        watcher.Deleted += (_, e) => OnTaken(e.FullPath);
        watcher.Renamed += (_, e) =>
        {
            OnTaken(e.OldFullPath);
            OnCame(e.FullPath);
        };
        watcher.Error += (_, e) => tell(e.GetException() is InternalBufferOverflowException
            ? new FolderEvent(FolderEventKind.Lost, string.Empty)
            : new FolderEvent(FolderEventKind.FolderLost, folder));
        try
        {
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }
    }

    private void OnCame(string path) => tell(new FolderEvent(Directory.Exists(path) ? FolderEventKind.Folder : FolderEventKind.File, path));

    // A folder changes whenever something in it does, which is told by itself.
    private void OnChanged(string path)
    {
        if (!Directory.Exists(path)) tell(new FolderEvent(FolderEventKind.File, path));
    }

    // What is gone does not say whether it was a folder. As one it covers both.
    private void OnTaken(string path) => tell(new FolderEvent(FolderEventKind.FolderTaken, path));
}
