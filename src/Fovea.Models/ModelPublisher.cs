using Fovea.Clip;

namespace Fovea.Models;

/// <summary>The last step of every way by which a model comes here.</summary>
internal static class ModelPublisher
{
    /// <summary>Vouches for the files with a manifest, checks from the disk that they are a model, and puts it in its place.</summary>
    /// <param name="staging">Where it was put together.</param>
    /// <param name="folder">The folder in it that is the model.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is; null: nothing is known.</param>
    /// <param name="expected">SHA-256 by path of what was put together; a file that differs now was damaged on its way to the disk.</param>
    /// <param name="isReviewed">Whether people have vouched for all of its files; else each tower is run once.</param>
    /// <param name="found">Done when it is known that it can be used, and before it is there; null: nothing.</param>
    /// <param name="cancellationToken">Stops; nothing is published.</param>
    /// <exception cref="ModelException">It is no model that can be used.</exception>
    public static void Publish(StagingFolder staging, string folder, string name, string? description, IReadOnlyDictionary<string, string> expected, bool isReviewed, Action? found, CancellationToken cancellationToken)
    {
        var manifest = ModelManifest.Describe(folder, name, description, isStarter: false, cancellationToken);
        foreach (var file in manifest.Files)
        {
            if (expected.TryGetValue(file.Path, out var hash) && file.Sha256 != hash)
            {
                throw new ModelException(
                    Path.Combine(folder, file.Path), $"{file.Path} changed on its way to the disk: its SHA-256 is {file.Sha256} now, and was {hash}. Check the disk, and try again.");
            }
        }

        AtomicFile.Write(Path.Combine(folder, ModelManifest.FileName), manifest.ToJson());
        if (isReviewed) ModelFolder.Check(folder);
        else ModelFolder.Try(folder);
        found?.Invoke();
        staging.Publish(folder);
    }
}
