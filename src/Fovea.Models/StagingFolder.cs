namespace Fovea.Models;

/// <summary>
/// Where a model is put together, beside the models and on the same disk, so that it comes among them by one renaming: whole or not at all.
/// One process at a time works in it; what it leaves is the next one's beginning.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    /// <summary>The folder among the models that holds what is unfinished; a name with a dot in front is no model.</summary>
    public const string Name = ".unfinished";

    private const string LockName = "lock";

    private readonly FileStream _lock;
    private readonly string _replaced;

    private StagingFolder(string modelsFolder, string model, FileStream @lock)
    {
        _lock = @lock;
        Target = System.IO.Path.Combine(modelsFolder, model);
        Root = RootOf(modelsFolder, model);
        Path = System.IO.Path.Combine(Root, "model");
        Converted = System.IO.Path.Combine(Root, "converted");
        _replaced = System.IO.Path.Combine(Root, "replaced");
    }

    /// <summary>Where the model will be.</summary>
    public string Target { get; }

    /// <summary>Notes about the work.</summary>
    public string Root { get; }

    /// <summary>The files that were fetched or copied.</summary>
    public string Path { get; }

    /// <summary>Where a model that is made of them is put together.</summary>
    public string Converted { get; }

    public static string RootOf(string modelsFolder, string model) => System.IO.Path.Combine(modelsFolder, Name, model);

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="FetchException">Another process has it, or it cannot be written.</exception>
    public static StagingFolder Open(string modelsFolder, string model)
    {
        var root = RootOf(modelsFolder, model);
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException($"{root} cannot be made: {e.Message} Check the rights, or put Fovea's data elsewhere: --home FOLDER.", e);
        }

        try
        {
            var staging = new StagingFolder(modelsFolder, model, new FileStream(System.IO.Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            staging.Repair();
            Directory.CreateDirectory(staging.Path);
            return staging;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException($"Another process is working on the model {model}, or {root} cannot be written: {e.Message} Wait until it is done.", e);
        }
    }

    /// <summary>Throws everything in it away.</summary>
    public void Clear()
    {
        Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
        foreach (var file in Directory.EnumerateFiles(Root).Where(file => System.IO.Path.GetFileName(file) != LockName)) File.Delete(file);
    }

    /// <summary>Puts the model in its place. One that is there makes way; what was built for its towers comes along.</summary>
    /// <param name="folder">The folder in here that is the model.</param>
    public void Publish(string folder)
    {
        if (!Directory.Exists(Target))
        {
            Directory.Move(folder, Target);
        }
        else
        {
            if (Directory.Exists(_replaced)) Directory.Delete(_replaced, recursive: true);
            Directory.Move(Target, _replaced);
            Directory.Move(folder, Target);
            var optimized = System.IO.Path.Combine(_replaced, "optimized");
            if (Directory.Exists(optimized)) Directory.Move(optimized, System.IO.Path.Combine(Target, "optimized"));
        }

        Directory.Delete(Root, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    // A process that was killed between the two renamings has left neither model in its place.
    private void Repair()
    {
        if (!Directory.Exists(_replaced)) return;
        if (Directory.Exists(Target)) Directory.Delete(_replaced, recursive: true);
        else Directory.Move(_replaced, Target);
    }
}
