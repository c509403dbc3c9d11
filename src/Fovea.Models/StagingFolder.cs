namespace Fovea.Models;

/// <summary>
/// Where a model is put together, beside the models and on the same disk, so that it comes among them by one renaming: whole or not at all.
/// One process at a time works in it; what it leaves is the next one's beginning. The lock lies beside the folder and stays there: who deletes a lock may delete one that another has just taken.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    /// <summary>The folder among the models that holds what is unfinished; a name with a dot in front is no model.</summary>
    public const string Name = ".unfinished";

    private const string ReplacedName = "replaced";

    private readonly FileStream _lock;
    private readonly string _replaced;

    private StagingFolder(string modelsFolder, string model, FileStream @lock)
    {
        _lock = @lock;
        Target = System.IO.Path.Combine(modelsFolder, model);
        Root = RootOf(modelsFolder, model);
        Path = System.IO.Path.Combine(Root, "model");
        Converted = System.IO.Path.Combine(Root, "converted");
        _replaced = System.IO.Path.Combine(Root, ReplacedName);
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
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(root)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException($"{root} cannot be made: {e.Message} Check the rights, or put Fovea's data elsewhere: --home FOLDER.", e);
        }

        try
        {
            var staging = new StagingFolder(modelsFolder, model, new FileStream(root + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            Repair(modelsFolder, model);
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
        foreach (var file in Directory.EnumerateFiles(Root)) File.Delete(file);
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

    /// <summary>Puts a model back that a process was about to replace when it was killed between the two renamings.</summary>
    public static void Repair(string modelsFolder, string model)
    {
        var (target, replaced) = (System.IO.Path.Combine(modelsFolder, model), System.IO.Path.Combine(RootOf(modelsFolder, model), ReplacedName));
        if (!Directory.Exists(replaced)) return;
        if (Directory.Exists(target)) Directory.Delete(replaced, recursive: true);
        else Directory.Move(replaced, target);
    }
}
