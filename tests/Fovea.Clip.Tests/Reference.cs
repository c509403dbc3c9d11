using System.Text.Json;
using ImageMagick;

namespace Fovea.Clip.Tests;

/// <summary>A model's reference vectors: <c>reference.json</c> as PyTorch computed it.</summary>
internal static class Reference
{
    public static string TinyClip => RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip");

    public static string Starter => RepositoryRoot.File("models", "starter");

    public static JsonElement Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "reference.json")));
        return document.RootElement.Clone();
    }

    public static float[] Vector(JsonElement entry) => [.. entry.GetProperty("embedding").EnumerateArray().Select(v => v.GetSingle())];

    /// <summary>The tensor that reference.json gives as a formula: sin((k+1)·0.11·x + c) + cos((k+2)·0.07·y − c).</summary>
    public static float[] Tensor(int k, int size)
    {
        var tensor = new float[3 * size * size];
        for (var c = 0; c < 3; c++)
        {
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    tensor[(((c * size) + y) * size) + x] = MathF.Sin(((k + 1) * 0.11f * x) + c) + MathF.Cos(((k + 2) * 0.07f * y) - c);
                }
            }
        }

        return tensor;
    }

    /// <summary>A picture file that already has the model's size.</summary>
    public static PixelTile Tile(string file)
    {
        using var image = new MagickImage(file);
        var tile = new PixelTile((int)image.Width, (int)image.Height);
        image.GetPixels().ToByteArray(PixelMapping.RGB)!.CopyTo(tile.Pixels);
        return tile;
    }

    public static void AssertClose(float[] expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
