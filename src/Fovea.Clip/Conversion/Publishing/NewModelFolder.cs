namespace Fovea.Clip;

/// <summary>A model folder in the making: it grows beside its place under another name, and is there as a whole or not at all.</summary>
internal sealed class NewModelFolder : IDisposable
{
    private readonly string _target;
    private bool _isPublished;

    private NewModelFolder(string target, string path) => (_target, Path) = (target, path);

    /// <summary>Where it grows.</summary>
    public string Path { get; }

    /// <summary>Begins it.</summary>
    /// <param name="target">Its place: nothing, or an empty folder.</param>
    /// <param name="bytes">What it will need.</param>
    /// <exception cref="ModelException">The place is taken, cannot be written, or has too little room.</exception>
    public static NewModelFolder Create(string target, long bytes)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        RequireFree(full);
        var parent = System.IO.Path.GetDirectoryName(full) ?? throw new ModelException(full, $"{full} cannot be written: it is no folder's name. Name a new folder.");
        try
        {
            Directory.CreateDirectory(parent);
            RequireRoom(full, parent, bytes);
            var path = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
            return new NewModelFolder(full, Directory.CreateDirectory(path).FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(full, e);
        }
    }

    /// <summary>Refuses a place that is taken.</summary>
    /// <exception cref="ModelException">It is.</exception>
    public static void RequireFree(string target)
    {
        if (File.Exists(target)) throw new ModelException(target, $"{target} is a file. Name a new folder for the model.");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()) throw new ModelException(target, $"{target} is there already and not empty. Name a new folder for the model, or remove this one.");
    }

    /// <summary>The error for a place that cannot be written.</summary>
    public static ModelException Unwritable(string target, Exception cause) =>
        new(target, $"The model cannot be written to {target}: {cause.Message} Name a folder that you may write, on a disk with room.", cause);

    /// <summary>The path of a file, with its folder made.</summary>
    public string this[params string[] parts]
    {
        get
        {
            var path = System.IO.Path.Combine([Path, .. parts]);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }
    }

    /// <summary>Puts it in its place.</summary>
    public void Publish()
    {
        RequireFree(_target);
        if (Directory.Exists(_target)) Directory.Delete(_target);
        Directory.Move(Path, _target);
        _isPublished = true;
    }

    /// <summary>Removes what was not published.</summary>
    public void Dispose()
    {
        if (_isPublished) return;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its name says what it is, and what went wrong before matters more.
        }
    }

    private static void RequireRoom(string target, string parent, long bytes)
    {
        if (Free(parent) is not { } free || free >= bytes) return;
        throw new ModelException(target, FormattableString.Invariant(
            $"The model does not fit beside {target}: it needs {Megabytes(bytes)} MB, and {Megabytes(free)} MB are free. Make room, or name a folder on another disk."));
    }

    // Windows does not tell it of folders of another machine.
    private static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
