namespace Fovea.Clip;

/// <summary>Turns a published CLIP into one that is made for speed on this machine, in the folder <c>optimized</c> beside it; the published graphs stay.</summary>
/// <remarks>
/// A tower that is no vision transformer or causal text transformer of CLIP's kind, or whose vectors would differ too much, stays as it is. The
/// result is put into use by one atomic replacement at the end: whatever happens before, the model is as it was. Not thread-safe for one folder.
/// </remarks>
public static class ModelOptimizer
{
    /// <summary>The fewest pictures that tell anything.</summary>
    public const int FewestPictures = 16;

    /// <summary>More pictures than this do not make the result better.</summary>
    public const int MostPictures = 64;

    /// <summary>Optimises a model.</summary>
    /// <param name="folder">The model folder; must be writable.</param>
    /// <param name="tiles">Pictures as they will be searched for, prepared as the model wants: every other one calibrates, the rest measures.</param>
    /// <param name="options">How the published towers run while they are compared.</param>
    /// <param name="progress">Called with what is being done.</param>
    /// <param name="cancellationToken">Stops the work; the model is as it was.</param>
    /// <exception cref="ModelException">The model cannot be used, or its folder cannot be written.</exception>
    /// <exception cref="ArgumentException">There are fewer than <see cref="FewestPictures"/> pictures.</exception>
    public static OptimizationReport Optimize(
        string folder, IReadOnlyList<PixelTile> tiles, ClipModelOptions options, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentNullException.ThrowIfNull(options);
        if (tiles.Count < FewestPictures) throw new ArgumentException(FormattableString.Invariant($"At least {FewestPictures} pictures are needed, not {tiles.Count}."), nameof(tiles));

        using var published = ClipModel.Open(folder, new ClipModelOptions { Encoder = options.Encoder.OnProcessor, HashCache = options.HashCache, UseOptimized = false });
        try
        {
            return new ModelOptimization(published, [.. tiles.Take(MostPictures)], progress, cancellationToken).Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                published.Folder.Path,
                $"The optimised model cannot be written into {published.Folder.Path}: {e.Message} Copy the model to a folder that you may write, and use that: 'fovea models use FOLDER'.",
                e);
        }
    }

    /// <summary>Whether a model has optimised towers, usable or not.</summary>
    /// <param name="folder">The model folder.</param>
    public static bool IsThere(string folder) => File.Exists(Path.Combine(OptimizedFolder.PathOf(folder), OptimizedFolder.FileName));

    /// <summary>Removes what <see cref="Optimize"/> made.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="ModelException">It cannot be removed.</exception>
    public static bool Undo(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var optimized = OptimizedFolder.PathOf(Path.GetFullPath(folder));
        if (!Directory.Exists(optimized)) return false;
        try
        {
            // First what puts the graphs into use: a folder that is half gone is then out of use.
            File.Delete(Path.Combine(optimized, OptimizedFolder.FileName));
            Directory.Delete(optimized, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(optimized, $"{optimized} cannot be removed: {e.Message} Remove it by hand.", e);
        }
    }
}
