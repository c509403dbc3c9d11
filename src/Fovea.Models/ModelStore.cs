using Fovea.Clip;

namespace Fovea.Models;

/// <summary>The models on this machine, and which of them is in use.</summary>
/// <remarks>Not thread-safe: made for one command. The choice is kept in the catalog.</remarks>
public sealed class ModelStore(IPhotoCatalog catalog, ModelStoreOptions options, IVectorIndexStore? vectors = null)
{
    /// <summary>The catalog's setting that names the model in use: the name of a folder among the models, so that the data folder can be moved, or an absolute folder elsewhere.</summary>
    public const string SettingName = "model";

    /// <summary>The catalog's setting that names the model to which a change is under way, in the same way.</summary>
    public const string NextSettingName = "model-next";

    /// <summary>The starter, the models in the data folder, and the one in use wherever it is.</summary>
    public IReadOnlyList<InstalledModel> List()
    {
        var current = Current();
        var folders = Directory.Exists(options.ModelsFolder) ? Directory.EnumerateDirectories(options.ModelsFolder).Where(IsModel).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return [.. folders.Prepend(options.StarterFolder).Append(current).Concat(NextFolder is { } next ? [next] : []).Distinct(StringComparer.Ordinal).Select(folder => Describe(folder, current))];
    }

    /// <summary>The model that a name or folder stands for; null: the one in use.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public InstalledModel Resolve(string? nameOrFolder)
    {
        var current = Current();
        if (nameOrFolder is null) return Describe(current, current);

        var models = List();
        var named = models.FirstOrDefault(model => model.Name == nameOrFolder) ?? models.FirstOrDefault(model => string.Equals(model.Name, nameOrFolder, StringComparison.OrdinalIgnoreCase));
        if (named is not null) return named;
        if (Directory.Exists(nameOrFolder)) return Describe(Normalise(nameOrFolder), current);
        throw new ModelException(
            nameOrFolder,
            $"There is no model '{nameOrFolder}': neither a folder nor one of {string.Join(", ", models.Select(model => model.Name))}. 'fovea models list' shows what there is.");
    }

    /// <summary>Opens a model; the towers load when they are needed.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public ClipModel Open(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ClipModel.Open(model.Folder, options.Clip);
    }

    /// <summary>The model to which a change is under way; null: none.</summary>
    public InstalledModel? Next() => NextFolder is { } folder ? Describe(folder, Current()) : null;

    /// <summary>Its folder; null: none.</summary>
    public string? NextFolder => catalog.GetSetting(NextSettingName) is { Length: > 0 } name && FolderOf(name) is var folder && folder != Current() ? folder : null;

    /// <summary>Uses a model from now on, after loading all of it once, so that a broken one is never chosen. A change that is under way is given up.</summary>
    /// <exception cref="ModelException">It cannot be used; the choice is as before.</exception>
    public InstalledModel Use(string nameOrFolder)
    {
        var model = Resolve(nameOrFolder);
        using var opened = Load(model);
        return Choose(model);
    }

    /// <summary>
    /// Begins the change to a model, after loading all of it once: the one in use goes on answering until the photos have vectors of the next. Where
    /// the one in use has none, or cannot be used, there is nothing to wait for, and the model is in use at once.
    /// </summary>
    /// <returns>The model; <see cref="InstalledModel.IsInUse"/> tells which of the two it was.</returns>
    /// <exception cref="ModelException">It cannot be used; the choice is as before.</exception>
    public InstalledModel Begin(string nameOrFolder)
    {
        var model = Resolve(nameOrFolder);
        using var opened = Load(model);
        if (model.IsInUse || !HasVectors(Current(), opened.Space)) return Choose(model);

        catalog.SetSetting(NextSettingName, NameOf(model.Folder));
        return model with { IsNext = true };
    }

    /// <summary>Puts the model of a change in use, unless another one was chosen meanwhile, or its folder has another model now.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="space">The space that the photos have vectors of.</param>
    /// <returns>Whether it is in use now.</returns>
    /// <exception cref="ModelException">It cannot be used any more.</exception>
    public bool Complete(string folder, EmbeddingSpace space)
    {
        if (SpaceOf(Describe(folder, Current())) != space) return false;
        return catalog.GetSetting(NextSettingName) is { } next && FolderOf(next) == folder
            && catalog.SetSettings([Setting(folder), new(NextSettingName, null)], provided: new(NextSettingName, next));
    }

    /// <summary>Whether a change to a folder's model is under way.</summary>
    public bool IsNext(string folder) => NextFolder == folder;

    /// <summary>Whether a folder's model is the one in use.</summary>
    public bool IsInUse(string folder) => Current() == folder;

    private InstalledModel Choose(InstalledModel model)
    {
        catalog.SetSettings([Setting(model.Folder), new(NextSettingName, null)]);
        return model with { IsInUse = true, IsNext = false };
    }

    private KeyValuePair<string, string?> Setting(string folder) => new(SettingName, folder == options.StarterFolder ? null : NameOf(folder));

    private string NameOf(string folder) => Path.GetDirectoryName(folder) == Normalise(options.ModelsFolder) ? Path.GetFileName(folder) : folder;

    private string FolderOf(string name) => Path.IsPathRooted(name) ? name : Path.Combine(Normalise(options.ModelsFolder), name);

    private ClipModel Load(InstalledModel model)
    {
        var opened = Open(model);
        try
        {
            _ = (opened.Images, opened.Texts);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    // The starter's own folder moves with the program, and another copy of the same model has the same vectors: spaces are compared, not folders.
    private bool HasVectors(string current, EmbeddingSpace next)
    {
        try
        {
            using var opened = ClipModel.Open(current, options.Clip);
            return opened.Space != next && catalog.GetSpaces().Any(space => space.Space == opened.Space && space.Embeddings > 0);
        }
        catch (ModelException)
        {
            // Nothing can be searched with it anyway.
            return false;
        }
    }

    /// <summary>Checks a model's files byte for byte, walks its graphs and reads its tokenizer.</summary>
    /// <param name="nameOrFolder">Which; null: the one in use.</param>
    /// <exception cref="ModelException">There is no such model.</exception>
    public IReadOnlyList<VerifiedFile> Verify(string? nameOrFolder)
    {
        var model = Resolve(nameOrFolder);
        var verification = ModelFolder.Verify(model.Folder);
        var files = verification.Files.Select(file => new VerifiedFile(Path.Combine(verification.Folder, file.Path), file.Message)).ToList();
        if (verification.Problem is { } problem) files.Add(new VerifiedFile(verification.Folder, problem));
        return files;
    }

    /// <summary>The fewest pictures that <see cref="Optimize"/> takes.</summary>
    public static int FewestPictures => ModelOptimizer.FewestPictures;

    /// <summary>The most pictures that <see cref="Optimize"/> makes use of.</summary>
    public static int MostPictures => ModelOptimizer.MostPictures;

    /// <summary>What a model expects of a picture.</summary>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public PreprocessSpec PreprocessingOf(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var opened = Open(model);
        return opened.Preprocessing;
    }

    /// <summary>The space of a model's vectors.</summary>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    public EmbeddingSpace SpaceOf(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var opened = Open(model);
        return opened.Space;
    }

    /// <summary>Rebuilds a model's towers for speed on this machine, beside the published ones. The vectors stay comparable with those that are stored.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pictures">Pictures as they will be searched for, prepared as the model wants.</param>
    /// <param name="progress">Called with what is being done.</param>
    /// <param name="cancellationToken">Stops the work; the model is as it was.</param>
    /// <exception cref="ModelException">The model cannot be used, or its folder cannot be written.</exception>
    public ModelOptimizationReport Optimize(InstalledModel model, IReadOnlyList<PixelTile> pictures, Action<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pictures);
        var report = ModelOptimizer.Optimize(model.Folder, pictures, options.Clip, progress, cancellationToken);
        return new ModelOptimizationReport(
            model.Name,
            [Report("image", report.Model?.Image, report.ImageProblem), Report("text", report.Model?.Text, report.TextProblem)],
            report.Model?.RankingAgreement,
            Math.Min(pictures.Count, MostPictures));
    }

    /// <summary>Removes what <see cref="Optimize"/> made; the published towers run again.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="ModelException">It cannot be removed.</exception>
    public static bool UndoOptimization(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModelOptimizer.Undo(model.Folder);
    }

    /// <summary>Drops a model's vectors, and its folder where that lies in the data folder; a folder elsewhere, and the starter's, is left alone.</summary>
    /// <param name="nameOrFolder">Which; also the name of one that is gone and has vectors here still.</param>
    /// <exception cref="ModelException">There is no such model, or photos could not be searched without it.</exception>
    public InstalledModel Remove(string nameOrFolder)
    {
        if (Gone(nameOrFolder) is { } left)
        {
            Drop(left);
            catalog.Compact();
            return new InstalledModel(nameOrFolder, "", IsStarter: false, IsInUse: false);
        }

        var model = Resolve(nameOrFolder);
        if (model is { IsStarter: true, IsInUse: true })
        {
            throw new ModelException(model.Folder, "The starter is part of the program and cannot be removed. 'fovea models use' chooses another.");
        }

        var isOwn = Path.GetDirectoryName(model.Folder) == Normalise(options.ModelsFolder);
        var others = Others(model);
        var spaces = SpacesOf(model, isOwn);
        if (!isOwn && !model.IsInUse && !model.IsNext && others.FirstOrDefault(other => spaces.Contains(other.Space)).Model is { } same)
        {
            throw new ModelException(model.Folder, $"The vectors of {model.Folder} are those of the model {same.Name}, which is here too: 'fovea models remove {same.Name}' drops them. The folder is yours.");
        }

        if (model.IsInUse) RequireStarter(model, others);

        // Nobody searches with it any more when its vectors go, or encodes with it: whoever is killed on the way leaves a library that can be searched.
        if (model.IsInUse) catalog.SetSetting(SettingName, null);
        if (model.IsNext) catalog.SetSetting(NextSettingName, null);

        // Another copy of the same model needs the same vectors.
        Drop(spaces.Except(others.Select(other => other.Space)));
        if (isOwn) Directory.Delete(model.Folder, recursive: true);
        catalog.Compact();
        return model with { IsInUse = false, IsNext = false };
    }

    private void Drop(IEnumerable<EmbeddingSpace> spaces)
    {
        foreach (var space in spaces)
        {
            catalog.RemoveSpace(space);
            vectors?.Discard(space);
        }
    }

    // The spaces of a model that is in no folder any more: it was on a drive, or a run that nobody wanted wrote a last batch.
    private List<EmbeddingSpace>? Gone(string name)
    {
        var models = List();
        if (Directory.Exists(name) || models.Any(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase))) return null;
        var known = models.SelectMany(TrySpaceOf).ToHashSet();
        var called = Path.GetFileName(Path.TrimEndingDirectorySeparator(name));
        var spaces = catalog.GetSpaces().Where(space => space.ModelName == called && !known.Contains(space.Space)).Select(space => space.Space).ToList();
        return spaces.Count > 0 ? spaces : null;
    }

    private void RequireStarter(InstalledModel model, List<(InstalledModel Model, EmbeddingSpace Space)> others)
    {
        var counts = catalog.GetSpaces().ToDictionary(space => space.Space, space => space.Embeddings);
        var hasVectors = TrySpaceOf(model).Any(space => counts.GetValueOrDefault(space) > 0);
        var starter = others.FirstOrDefault(other => other.Model.IsStarter).Space;
        if (!hasVectors || (starter is not null && counts.GetValueOrDefault(starter) > 0)) return;
        throw new ModelException(
            model.Folder, $"{model.Name} is in use, and the starter, which would take its place, has no photo: nothing could be found. Choose another first ('fovea models use starter' encodes the photos with it), then remove {model.Name}.");
    }

    private IReadOnlyList<EmbeddingSpace> SpacesOf(InstalledModel model, bool isOwn)
    {
        try
        {
            return [SpaceOf(model)];
        }
        catch (ModelException) when (isOwn || model.IsInUse || model.IsNext)
        {
            // A damaged model cannot tell its space; its name was remembered with the vectors.
            return [.. catalog.GetSpaces().Where(space => space.ModelName == model.Name).Select(space => space.Space)];
        }
    }

    // One that cannot be opened has none.
    private EmbeddingSpace[] TrySpaceOf(InstalledModel model)
    {
        try
        {
            return [SpaceOf(model)];
        }
        catch (ModelException)
        {
            return [];
        }
    }

    private List<(InstalledModel Model, EmbeddingSpace Space)> Others(InstalledModel removed) =>
        [.. List().Where(model => model.Folder != removed.Folder).SelectMany(model => TrySpaceOf(model).Select(space => (model, space)))];

    private static bool IsModel(string folder) => !Path.GetFileName(folder).StartsWith('.');

    private string Current()
    {
        if (catalog.GetSetting(SettingName) is not { Length: > 0 } name) return options.StarterFolder;
        var folder = FolderOf(name);
        if (!Directory.Exists(folder) && Path.GetDirectoryName(folder) == Normalise(options.ModelsFolder)) StagingFolder.Repair(options.ModelsFolder, Path.GetFileName(folder));
        return folder;
    }

    private InstalledModel Describe(string folder, string current)
    {
        // A copy of the starter elsewhere says the same of itself, but is no part of the program.
        var (isInUse, isStarter) = (folder == current, folder == options.StarterFolder);
        try
        {
            var model = ModelFolder.Read(folder);
            var found = new InstalledModel(model.Name, folder, isStarter, isInUse) { IsNext = folder == NextFolder };
            if (!ModelOptimizer.IsThere(folder)) return found;

            using var opened = Open(found);
            return found with { IsOptimized = opened.Optimized is not null, OptimizationProblem = opened.OptimizationProblem };
        }
        catch (ModelException)
        {
            // Listed by its folder's name: opening it will say what is wrong.
            return new InstalledModel(Path.GetFileName(folder), folder, isStarter, isInUse) { IsNext = folder == NextFolder };
        }
    }

    private static OptimizedTowerReport Report(string name, OptimizedTower? tower, string? problem) => tower is null
        ? new OptimizedTowerReport(name, problem)
        : new OptimizedTowerReport(name, null, tower.MedianCosine, tower.LeastCosine, tower.SpeedUp, tower.Layers, tower.SingleLayers.Count);

    private static string Normalise(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
