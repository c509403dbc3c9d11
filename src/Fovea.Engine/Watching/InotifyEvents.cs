using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.Versioning;
using Fovea.Engine.Files;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Watching;

/// <summary>
/// Linux's own events, one watch a folder. A file that is written is told when it is closed, and not before: a copy that pauses is no
/// photo yet.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class InotifyEvents : IFolderEvents
{
    private const uint Attributes = 0x4;
    private const uint CloseWrite = 0x8;
    private const uint MovedFrom = 0x40;
    private const uint MovedTo = 0x80;
    private const uint Create = 0x100;
    private const uint Delete = 0x200;
    private const uint DeleteSelf = 0x400;
    private const uint MoveSelf = 0x800;
    private const uint Unmount = 0x2000;
    private const uint Overflow = 0x4000;
    private const uint Ignored = 0x8000;
    private const uint IsFolder = 0x40000000;
    private const uint Wanted = Attributes | CloseWrite | MovedFrom | MovedTo | Create | Delete | DeleteSelf | MoveSelf | OnlyFolders;
    private const uint OnlyFolders = 0x01000000;
    private const string LimitFile = "/proc/sys/fs/inotify/max_user_watches";

    private readonly SafeFileHandle _queue;
    private readonly Action<FolderEvent> _tell;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<string>> _folders = [];
    private readonly Dictionary<string, int> _watches = new(StringComparer.Ordinal);
    private readonly int _waker;
    private readonly Thread _reader;
    private volatile bool _isDisposed;

    private InotifyEvents(SafeFileHandle queue, Action<FolderEvent> tell)
    {
        (_queue, _tell) = (queue, tell);
        _waker = Posix.AddWatch(queue, "/", DeleteSelf);
        _reader = new Thread(Read) { IsBackground = true, Name = "Fovea folder events" };
        _reader.Start();
    }

    /// <inheritdoc />
    public TimeSpan Quiet { get; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    public string LimitAdvice => string.Create(
        CultureInfo.InvariantCulture,
        $"the system watches no more than {Limit()} folders for one user (fs.inotify.max_user_watches); 'sudo sysctl fs.inotify.max_user_watches=524288' allows more");

    /// <summary>Begins; null where the user has as many queues as the system allows.</summary>
    /// <param name="tell">Told of every event, on a thread of its own; must be quick.</param>
    public static InotifyEvents? Start(Action<FolderEvent> tell) => Posix.OpenWatchQueue() is { } queue ? new InotifyEvents(queue, tell) : null;

    /// <inheritdoc />
    public WatchOutcome Watch(string folder)
    {
        lock (_lock)
        {
            if (_isDisposed) return WatchOutcome.NotThere;
            var watch = Posix.AddWatch(_queue, folder, Wanted);
            if (watch < 0) return watch == -2 ? WatchOutcome.NoMore : WatchOutcome.NotThere;
            if (_watches.TryGetValue(folder, out var before) && before != watch) Remove(folder, before);

            // A folder that is reached by two ways (a link) has one watch and two paths.
            if (!_folders.TryGetValue(watch, out var paths)) _folders.Add(watch, paths = []);
            if (!paths.Contains(folder)) paths.Add(folder);
            _watches[folder] = watch;
            return WatchOutcome.Watched;
        }
    }

    /// <inheritdoc />
    public void Forget(string folder)
    {
        lock (_lock)
        {
            foreach (var (path, watch) in _watches.Where(pair => FilePaths.IsAtOrBelow(pair.Key, folder)).ToList()) Remove(path, watch);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            Posix.RemoveWatch(_queue, _waker); // which is an event, and wakes the reader
        }

        _reader.Join();
        _queue.Dispose();
    }

    private static string Limit() => File.Exists(LimitFile) ? File.ReadAllText(LimitFile).Trim() : "so many";

    private void Remove(string path, int watch)
    {
        _watches.Remove(path);
        if (!_folders.TryGetValue(watch, out var paths)) return;
        paths.Remove(path);
        if (paths.Count > 0) return;
        _folders.Remove(watch);
        Posix.RemoveWatch(_queue, watch);
    }

    // struct inotify_event: wd 4, mask 4, cookie 4, len 4, name.
    private void Read()
    {
        const int header = 16;
        var buffer = new byte[64 << 10];
        while (!_isDisposed)
        {
            var count = Posix.ReadEvents(_queue, buffer);
            if (count == 0) return;
            for (var at = 0; at + header <= count && !_isDisposed;)
            {
                var watch = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at));
                var mask = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at + 4));
                var length = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at + 12));
                var name = buffer.AsSpan(at + header, length);
                var end = name.IndexOf((byte)0);
                Tell(watch, mask, PathText.FromBytes(end < 0 ? name : name[..end]));
                at += header + length;
            }
        }
    }

    private void Tell(int watch, uint mask, string name)
    {
        if ((mask & Overflow) != 0)
        {
            _tell(new FolderEvent(FolderEventKind.Lost, string.Empty));
            return;
        }

        List<string> folders;
        lock (_lock)
        {
            if (!_folders.TryGetValue(watch, out var known)) return;
            folders = [.. known];
            if ((mask & Ignored) != 0)
            {
                _folders.Remove(watch);
                folders.ForEach(folder => _watches.Remove(folder));
            }
        }

        foreach (var folder in folders)
        {
            if ((mask & (DeleteSelf | MoveSelf | Unmount | Ignored)) != 0) _tell(new FolderEvent(FolderEventKind.FolderLost, folder));
            else if (name.Length > 0 && name[0] != '.' && Kind(mask, FilePaths.Join(folder, name)) is { } kind) _tell(new FolderEvent(kind, FilePaths.Join(folder, name)));
        }
    }

    private static FolderEventKind? Kind(uint mask, string path)
    {
        var isFolder = (mask & IsFolder) != 0;
        if ((mask & (MovedFrom | Delete)) != 0) return isFolder ? FolderEventKind.FolderTaken : FolderEventKind.FileTaken;
        if (isFolder) return (mask & (Create | MovedTo)) != 0 ? FolderEventKind.Folder : null;

        // What was only created will be closed; a link never is.
        if ((mask & Create) == 0) return FolderEventKind.File;
        return !Posix.IsLinked(path) ? null : FilePaths.FolderExists(path) ? FolderEventKind.Folder : FolderEventKind.File;
    }
}
