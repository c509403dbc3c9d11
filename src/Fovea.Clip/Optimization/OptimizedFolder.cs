namespace Fovea.Clip;

/// <summary>The folder <c>optimized</c> of a model. Its format is docs/formats/optimized-models.md.</summary>
internal static class OptimizedFolder
{
    public const string Name = "optimized";
    public const string FileName = "optimized.json";
    public const string Again = "Run 'fovea models optimize' again, or 'fovea models optimize --undo' to remove it.";

    public static string PathOf(string modelFolder) => Path.Combine(modelFolder, Name);

    /// <summary>Reads what is there and checks that it fits the model and this machine.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="image">SHA-256 of its image tower.</param>
    /// <param name="text">SHA-256 of its text tower.</param>
    /// <param name="cache">Knows hashes of unchanged files.</param>
    /// <returns>What to use, or why it is not used; both null when there is nothing.</returns>
    public static (OptimizedModel? Model, string? Problem) Read(ModelFolder folder, string image, string text, IFileHashCache? cache)
    {
        var file = Path.Combine(PathOf(folder.Path), FileName);
        try
        {
            if (!File.Exists(file)) return (null, null);
            var model = OptimizedModelFile.Parse(file, File.ReadAllBytes(file));
            var problem = ProblemOf(folder, model, image, text, cache);
            return problem is null ? (model, null) : (null, Ignored(folder, problem));
        }
        catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
        {
            return (null, Ignored(folder, e.Message));
        }
    }

    /// <summary>Writes the description, which puts the graphs beside it into use, and removes what is not in use any more.</summary>
    public static void Publish(string modelFolder, OptimizedModel model)
    {
        var folder = PathOf(modelFolder);
        var temporary = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
        File.WriteAllBytes(temporary, OptimizedModelFile.ToJson(model));
        File.Move(temporary, Path.Combine(folder, FileName), overwrite: true);
        foreach (var other in Directory.EnumerateFiles(folder))
        {
            if (Path.GetFileName(other) is not FileName and var name && name != model.Image?.File && name != model.Text?.File) File.Delete(other);
        }
    }

    /// <summary>Writes a graph under a name that its content gives it, so that one in use is never written over.</summary>
    public static (string File, long Size, string Sha256) WriteGraph(string modelFolder, string tower, OnnxModel graph, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(PathOf(modelFolder)).FullName;
        var temporary = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
        OnnxModelWriter.Write(graph, temporary);
        var hash = FileHashing.Sha256(temporary, cancellationToken);
        var file = $"{tower}-{hash[..12]}.onnx";
        File.Move(temporary, Path.Combine(folder, file), overwrite: true);
        return (file, new FileInfo(Path.Combine(folder, file)).Length, hash);
    }

    private static string? ProblemOf(ModelFolder folder, OptimizedModel model, string image, string text, IFileHashCache? cache)
    {
        if (model.ImageOriginal != image || model.TextOriginal != text) return "the model's towers are not those that it was made from.";
        if (model.Preprocessing != folder.Preprocessing.Canonical) return "the model's preprocessing is not the one that it was made for.";
        foreach (var tower in new[] { model.Image, model.Text }.OfType<OptimizedTower>())
        {
            var path = Path.Combine(PathOf(folder.Path), tower.File);
            if (!File.Exists(path)) return $"{path} is missing.";
            if (tower.WeightBits > ByteProducts.WeightBits && tower.SingleLayers.Count < tower.Layers) return "it was made on a machine whose processor multiplies bytes exactly, which this one does not.";
            var stamp = FileHashing.Stamp(path);
            if (stamp.Size != tower.Size) return FormattableString.Invariant($"{path} has {stamp.Size} bytes instead of {tower.Size}.");
            if (cache?.Find(path, stamp) is not { } hash)
            {
                hash = FileHashing.Sha256(path, CancellationToken.None);
                cache?.Store(path, stamp, hash);
            }

            if (hash != tower.Sha256) return $"{path} was changed or damaged: its SHA-256 is {hash}, expected {tower.Sha256}.";
        }

        return null;
    }

    private static string Ignored(ModelFolder folder, string why) => $"The optimised form of {folder.Name} is not used, the published one is: {why} {Again}";
}
