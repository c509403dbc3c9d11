namespace Fovea.Clip;

/// <summary>A full check of a model folder: every file read and hashed, graphs walked, the tokenizer read. No cache is asked.</summary>
/// <param name="Folder">The folder's full path.</param>
/// <param name="HasManifest">Whether there is a manifest to compare with; without one, files are only listed with their hashes.</param>
/// <param name="Files">One entry for each file that the manifest names or that lies in the folder, by path.</param>
/// <param name="Problem">Why the folder cannot be used as a model, if so.</param>
public sealed record ModelVerification(string Folder, bool HasManifest, IReadOnlyList<ModelFileCheck> Files, string? Problem)
{
    /// <summary>Whether the model can be used and everything the manifest names is as it says.</summary>
    public bool IsSound => Problem is null && Files.All(f => f.State is ModelFileState.Matches or ModelFileState.Unlisted);

    /// <summary>Checks a folder. Whatever is wrong is in the result.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static ModelVerification Run(string folder, Action<string>? progress, CancellationToken cancellationToken)
    {
        var full = System.IO.Path.GetFullPath(folder);
        var (manifest, problem) = ReadManifest(full);
        var (optimized, optimizedProblem) = ReadOptimized(full);
        problem ??= optimizedProblem;
        var checks = new List<ModelFileCheck>();
        try
        {
            foreach (var path in AllPaths(full, [.. manifest?.Files ?? [], .. optimized]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(path);
                checks.Add(Check(full, path, (manifest?.Files ?? []).Concat(optimized).FirstOrDefault(f => f.Path == path), cancellationToken));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem ??= ModelError.Unreadable(full, e).Message;
        }

        return new ModelVerification(full, manifest is not null, checks, problem ?? Use(full));
    }

    private static (ModelManifest? Manifest, string? Problem) ReadManifest(string folder)
    {
        var path = System.IO.Path.Combine(folder, ModelManifest.FileName);
        try
        {
            return File.Exists(path) ? (ModelManifest.Parse(path, File.ReadAllBytes(path)), null) : (null, null);
        }
        catch (ModelException e)
        {
            return (null, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, ModelError.Unreadable(path, e).Message);
        }
    }

    // The graphs that were made for this machine are named by a description of their own.
    private static (IReadOnlyList<ManifestFile> Files, string? Problem) ReadOptimized(string folder)
    {
        var path = System.IO.Path.Combine(OptimizedFolder.PathOf(folder), OptimizedFolder.FileName);
        try
        {
            if (!File.Exists(path)) return ([], null);
            var model = OptimizedModelFile.Parse(path, File.ReadAllBytes(path));
            return ([.. new[] { model.Image, model.Text }.OfType<OptimizedTower>().Select(t => new ManifestFile($"{OptimizedFolder.Name}/{t.File}", t.Size, t.Sha256))], null);
        }
        catch (ModelException e)
        {
            return ([], $"{e.Message} {OptimizedFolder.Again}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], ModelError.Unreadable(path, e).Message);
        }
    }

    private static SortedSet<string> AllPaths(string folder, IReadOnlyList<ManifestFile> named)
    {
        var paths = Directory.Exists(folder) ? FileHashing.Files(folder) : [];
        paths.UnionWith(named.Select(f => f.Path));
        paths.Remove(ModelManifest.FileName);
        return paths;
    }

    private static ModelFileCheck Check(string folder, string path, ManifestFile? expected, CancellationToken cancellationToken)
    {
        var check = CheckFile(folder, path, expected, cancellationToken);
        return check.Message is not null && path.StartsWith($"{OptimizedFolder.Name}/", StringComparison.Ordinal)
            ? check with { Message = $"{System.IO.Path.Combine(folder, path)} is missing, or not the file that {OptimizedFolder.FileName} names. {OptimizedFolder.Again}" }
            : check;
    }

    private static ModelFileCheck CheckFile(string folder, string path, ManifestFile? expected, CancellationToken cancellationToken)
    {
        var full = System.IO.Path.Combine(folder, path);
        if (!File.Exists(full)) return new ModelFileCheck(path, ModelFileState.Missing, null, ModelError.Missing(full, $"A file that {ModelManifest.FileName} names").Message);

        try
        {
            var size = FileHashing.SizeOf(full);
            if (expected is not null && size != expected.Size) return new ModelFileCheck(path, ModelFileState.WrongSize, null, ModelError.WrongSize(full, expected.Size, size).Message);

            var hash = FileHashing.Sha256(full, cancellationToken);
            if (expected is null) return new ModelFileCheck(path, ModelFileState.Unlisted, hash, null);
            return hash == expected.Sha256
                ? new ModelFileCheck(path, ModelFileState.Matches, hash, null)
                : new ModelFileCheck(path, ModelFileState.WrongHash, hash, ModelError.WrongHash(full, expected.Sha256, hash).Message);
        }
        catch (ModelException e)
        {
            return new ModelFileCheck(path, ModelFileState.Unreadable, null, e.Message);
        }
    }

    private static string? Use(string folder)
    {
        try
        {
            ModelFolder.Read(folder).ReadTokenizer();
            if (!ModelOptimizer.IsThere(folder)) return null;
            using var model = ClipModel.Open(folder);
            return model.OptimizationProblem;
        }
        catch (ModelException e)
        {
            return e.Message;
        }
    }
}
