using System.Globalization;
using System.IO.Hashing;
using Fovea.Scenes.Painting;

namespace Fovea.Scenes;

/// <summary>
/// A library as large as wanted, written into a catalog without a file of it on the disk: for tests of large answers and for benchmarks.
/// Photos of one motif lie near one another, so that looking for similar ones finds some. The same for the same seed.
/// </summary>
public static class GeneratedLibrary
{
    private const int Batch = 2000;
    private const int SeedsPerMotif = 12;
    private const int ShortSide = 208;

    private static readonly (string? Make, string? Model)[] Cameras =
        [("Canon", "Canon EOS 6D"), ("FUJIFILM", "X-T3"), ("Apple", "iPhone 13 Pro"), ("NIKON CORPORATION", "NIKON D750"), ("Google", "Pixel 7"), ("SONY", "ILCE-7M3"), (null, null)];

    private static readonly (int Width, int Height)[] Shapes = [(6000, 4000), (4032, 3024), (4000, 6000), (5568, 3712), (3024, 4032), (3840, 2160), (3000, 3000)];

    private static readonly string[] Albums = ["Home", "Holidays", "Garden", "City", "Friends", "Mountains", "Sea", "Work"];

    /// <summary>Commits the photos and keeps their thumbnails, a few hundred of them, which the photos share.</summary>
    /// <param name="catalog">Where to.</param>
    /// <param name="thumbnails">Where the small copies go.</param>
    /// <param name="space">The space of the vectors.</param>
    /// <param name="root">An existing folder, which becomes the root. It stays empty: an indexing run over it would find every photo gone.</param>
    /// <param name="count">How many photos.</param>
    /// <param name="seed">What makes it differ from others.</param>
    public static void Write(IPhotoCatalog catalog, IThumbnailStore thumbnails, EmbeddingSpace space, string root, int count, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(space);
        var pictures = DrawThumbnails(thumbnails, seed);
        var random = new SceneRandom(seed);
        var centres = ScenePainter.Motifs.Select(_ => Unit(random, space.Dimensions, null, 0)).ToArray();
        var id = catalog.AddRoot(root).Id;
        for (var start = 0; start < count; start += Batch)
        {
            var changes = new CatalogChange[Math.Min(Batch, count - start)];
            for (var i = 0; i < changes.Length; i++) changes[i] = Photo(start + i, random, pictures, centres, space, id);
            catalog.Commit("generated", changes);
        }
    }

    private static CatalogChange.Indexed Photo(
        int number, SceneRandom random, IReadOnlyList<Picture> pictures, float[][] centres, EmbeddingSpace space, RootId root)
    {
        var picture = pictures[random.Whole(0, pictures.Count - 1)];
        var day = new DateTime(2010, 1, 1, 8, 0, 0).AddDays(MathF.Pow(random.Next(), 0.7f) * 365 * 15.5f).AddMinutes(random.Whole(0, 700));
        var (make, model) = random.Pick(Cameras);
        var format = random.Chance(0.9f) ? PhotoFormat.Jpeg : random.Pick(PhotoFormat.Heif, PhotoFormat.Png, PhotoFormat.Raw);
        return new CatalogChange.Indexed
        {
            Root = root,
            Path = string.Create(CultureInfo.InvariantCulture, $"{day.Year}/{random.Pick(Albums)}/{day:yyyyMMdd}_{number:000000}.jpg"),
            Stamp = new FileStamp(2_000_000 + (number % 9_000_000), day.Ticks),
            Hash = picture.Hash,
            Metadata = new PhotoMetadata
            {
                Format = format,
                Width = Shapes[picture.Shape].Width,
                Height = Shapes[picture.Shape].Height,
                TakenAt = random.Chance(0.98f) ? new TakenAt(day, null, TakenAtSource.ExifOriginal) : null,
                CameraMake = make,
                CameraModel = model,
            },
            Colour = picture.Colour,
            Space = space,
            Vector = Array.ConvertAll(Unit(random, space.Dimensions, centres[picture.Motif], 0.7f), v => (Half)v),
        };
    }

    private static Picture[] DrawThumbnails(IThumbnailStore thumbnails, int seed)
    {
        var pictures = new Picture[ScenePainter.Motifs.Count * SeedsPerMotif];
        Parallel.For(0, pictures.Length, i =>
        {
            var (motif, shape) = (i / SeedsPerMotif, (i * 3 % 11) % Shapes.Length);
            var scale = (double)ShortSide / Math.Min(Shapes[shape].Width, Shapes[shape].Height);
            var (width, height) = ((int)Math.Round(Shapes[shape].Width * scale), (int)Math.Round(Shapes[shape].Height * scale));
            var pixels = ScenePainter.Paint(ScenePainter.Motifs[motif], (seed * 1000) + i, width, height);
            using var image = ScenePainter.ToImage(pixels, width, height);
            image.Quality = 80;
            var jpeg = image.ToByteArray(ImageMagick.MagickFormat.Jpeg);
            var hash = new ContentHash(XxHash128.HashToUInt128(jpeg));
            thumbnails.Store(hash, jpeg);
            pictures[i] = new Picture(hash, shape, motif, Average(pixels));
        });
        return pictures;
    }

    private static int Average(byte[] pixels)
    {
        Span<long> sums = stackalloc long[3];
        for (var i = 0; i < pixels.Length; i++) sums[i % 3] += pixels[i];
        var count = pixels.Length / 3;
        return (int)((sums[0] / count << 16) | (sums[1] / count << 8) | (sums[2] / count));
    }

    private static float[] Unit(SceneRandom random, int dimensions, float[]? centre, float spread)
    {
        var vector = new float[dimensions];
        float square = 0;
        for (var i = 0; i < dimensions; i++)
        {
            // The sum of three even numbers is close enough to a bell curve.
            var noise = random.Next() + random.Next() + random.Next() - 1.5f;
            vector[i] = centre is null ? noise : centre[i] + (noise * 2 * spread / MathF.Sqrt(dimensions));
            square += vector[i] * vector[i];
        }

        var scale = 1 / MathF.Sqrt(square);
        for (var i = 0; i < dimensions; i++) vector[i] *= scale;
        return vector;
    }

    private readonly record struct Picture(ContentHash Hash, int Shape, int Motif, int Colour);
}
