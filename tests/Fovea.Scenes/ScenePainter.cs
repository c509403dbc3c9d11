using Fovea.Scenes.Motifs;
using Fovea.Scenes.Painting;
using ImageMagick;

namespace Fovea.Scenes;

/// <summary>
/// Paints pictures that could be photographs: every motif in many palettes and compositions, the same for the same seed. All of it is drawn
/// here, so the pictures may appear in the repository and in its documents.
/// </summary>
public static class ScenePainter
{
    private static readonly Dictionary<string, Action<Canvas, SceneRandom>> Painters = new(StringComparer.Ordinal)
    {
        ["sunset"] = SunsetSea.Paint,
        ["mountains"] = Mountains.Paint,
        ["city"] = CityNight.Paint,
        ["forest"] = ForestLight.Paint,
        ["dunes"] = Dunes.Paint,
        ["stars"] = StarrySky.Paint,
        ["meadow"] = Meadow.Paint,
        ["beach"] = Beach.Paint,
        ["rain"] = RainyStreet.Paint,
        ["lake"] = Lake.Paint,
        ["autumn"] = AutumnPath.Paint,
        ["balloons"] = Balloons.Paint,
        ["boat"] = SailingBoat.Paint,
        ["lighthouse"] = Lighthouse.Paint,
        ["flower"] = FlowerCloseUp.Paint,
        ["lights"] = Bokeh.Paint,
        ["aurora"] = Aurora.Paint,
        ["lavender"] = Lavender.Paint,
        ["fireworks"] = Fireworks.Paint,
        ["cabin"] = WinterCabin.Paint,
        ["coffee"] = Coffee.Paint,
        ["bridge"] = HangingBridge.Paint,
        ["blossom"] = Blossom.Paint,
    };

    /// <summary>The names of all motifs.</summary>
    public static IReadOnlyList<string> Motifs { get; } = [.. Painters.Keys];

    /// <summary>8-bit RGB, top row first.</summary>
    public static byte[] Paint(string motif, int seed, int width, int height)
    {
        var canvas = new Canvas(width, height);
        Painters[motif](canvas, new SceneRandom(seed));
        return Developing.Develop(canvas, seed);
    }

    /// <summary>A JPEG file without metadata.</summary>
    public static byte[] PaintJpeg(string motif, int seed, int width, int height, uint quality = 88)
    {
        using var image = ToImage(Paint(motif, seed, width, height), width, height);
        image.Quality = quality;
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    internal static MagickImage ToImage(byte[] pixels, int width, int height)
    {
        var image = new MagickImage();
        image.ReadPixels(pixels, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB));
        return image;
    }
}
