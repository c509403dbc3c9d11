using Fovea.Engine.Files;

namespace Fovea.Engine.Watching;

/// <summary>What happened since it was last asked: thousands of events of one folder are one entry. Thread-safe.</summary>
internal sealed class ChangeSet(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _some = New();
    private Changes _changes = new();
    private long _first;
    private long _last;

    /// <summary>Ends when something has happened that was not taken yet.</summary>
    public Task Some
    {
        get
        {
            lock (_lock) return _some.Task;
        }
    }

    /// <summary>How long ago the first and the last event were; null when there is none.</summary>
    public (TimeSpan First, TimeSpan Last)? Age
    {
        get
        {
            lock (_lock) return _changes.IsEmpty ? null : (time.GetElapsedTime(_first), time.GetElapsedTime(_last));
        }
    }

    public void Add(FolderEvent change)
    {
        lock (_lock)
        {
            _last = time.GetTimestamp();
            if (_changes.IsEmpty) _first = _last;
            var path = change.Path;
            switch (change.Kind)
            {
                case FolderEventKind.File:
                    _changes.Touch(Parent(path), isDeep: false);
                    break;
                case FolderEventKind.FileTaken:
                    _changes.Taken.Add(path);
                    _changes.Touch(Parent(path), isDeep: false);
                    break;
                case FolderEventKind.FolderTaken:
                    _changes.Taken.Add(path);
                    _changes.Left.Add(path);
                    _changes.Touch(path, isDeep: true);
                    _changes.Touch(Parent(path), isDeep: false); // a file, perhaps, where the system does not say
                    break;
                case FolderEventKind.Folder or FolderEventKind.FolderLost:
                    _changes.Touch(path, isDeep: true);
                    break;
                case FolderEventKind.Lost:
                    _changes.IsLost = true;
                    break;
            }
        }

        Signal();
    }

    /// <summary>Puts back folders that have to be looked at again.</summary>
    public void Again(IEnumerable<string> folders)
    {
        foreach (var folder in folders) Add(new FolderEvent(FolderEventKind.File, FilePaths.Join(folder, "*")));
    }

    /// <summary>Puts back everything, after a run that broke off.</summary>
    public void Again(Changes changes)
    {
        lock (_lock)
        {
            if (_changes.IsEmpty) _first = _last = time.GetTimestamp();
            _changes.Add(changes);
        }

        Signal();
    }

    /// <summary>Takes all of it.</summary>
    public Changes Take()
    {
        lock (_lock)
        {
            _some = New();
            var taken = _changes;
            _changes = new Changes();
            return taken;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Parent(string path) => Path.GetDirectoryName(path) ?? path;

    private void Signal()
    {
        lock (_lock) _some.TrySetResult();
    }
}
