using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Turns pictures and texts into batches for towers that are built here.</summary>
internal static class OptimizationSamples
{
    private const int Batch = 8;

    /// <summary>Batches of pictures, in order.</summary>
    public static List<TowerSample> Of(IReadOnlyList<PixelTile> tiles, ImageTowerWeights tower)
    {
        var patches = new PatchArranger(tiles[0].Width, tiles[0].Height, tower.Patch);
        return [.. tiles.Chunk(Batch).Select(chunk =>
        {
            var bytes = new byte[chunk.Length * patches.Length];
            for (var i = 0; i < chunk.Length; i++) patches.Arrange(chunk[i].Pixels, bytes.AsSpan(i * patches.Length));
            return new TowerSample(
                ImageGraphBuilder.InputName, () => OrtValue.CreateTensorValueFromMemory(bytes, [chunk.Length, patches.Rows, patches.Length / patches.Rows]));
        })];
    }

    /// <summary>One batch a text, in order.</summary>
    public static List<TowerSample> Of(IReadOnlyList<IReadOnlyList<int>> texts) =>
    [
        .. texts.Select(ids => new TowerSample(
            TextGraphBuilder.InputName, () => OrtValue.CreateTensorValueFromMemory(ids.Select(id => (long)id).ToArray(), [1, ids.Count]))),
    ];

    /// <summary>The vectors that an encoder gave, one by one.</summary>
    public static List<float[]> Rows(float[] vectors, int dimensions) => [.. vectors.Chunk(dimensions)];
}
