using Fovea.Scenes;

namespace Fovea.Page.Tests.Support;

/// <summary>The painted library. Painting takes a while, so it is drawn once for each build of the painter and kept in <c>artifacts</c>.</summary>
internal static class Painted
{
    public const int LongSide = 480;

    private static readonly Lazy<IReadOnlyList<(ScenePhoto Photo, byte[] Jpeg)>> All = new(Paint);

    public static int Count => All.Value.Count;

    /// <summary>Writes photos of the library into a folder.</summary>
    /// <param name="folder">Where; created if needed.</param>
    /// <param name="which">Which ones; all by default.</param>
    public static IReadOnlyList<ScenePhoto> Write(string folder, Func<ScenePhoto, bool>? which = null)
    {
        var chosen = All.Value.Where(one => which?.Invoke(one.Photo) ?? true).ToList();
        foreach (var (photo, jpeg) in chosen)
        {
            var path = Path.Combine(folder, photo.Path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, jpeg);
        }

        return [.. chosen.Select(one => one.Photo)];
    }

    /// <summary>The file of one photo of the library.</summary>
    public static byte[] Bytes(string path) => All.Value.First(one => one.Photo.Path == path).Jpeg;

    /// <summary>One picture of a motif that is not in the library.</summary>
    public static byte[] Other(string motif) => ScenePainter.PaintJpeg(motif, 9000, 480, 320);

    private static IReadOnlyList<(ScenePhoto Photo, byte[] Jpeg)> Paint()
    {
        var kept = Artifacts.Folder("painted", $"{LongSide}-{typeof(SceneLibrary).Module.ModuleVersionId:N}");
        var photos = SceneLibrary.Plan(LongSide);
        Parallel.ForEach(photos, photo =>
        {
            var path = Path.Combine(kept, photo.Path.Replace('/', '_'));
            if (File.Exists(path)) return;
            SceneLibrary.Write(photo, path + ".new");
            File.Move(path + ".new", path, overwrite: true);
        });
        return [.. photos.Select(photo => (photo, File.ReadAllBytes(Path.Combine(kept, photo.Path.Replace('/', '_')))))];
    }
}
