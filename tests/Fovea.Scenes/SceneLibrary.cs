using System.Globalization;
using ImageMagick;

namespace Fovea.Scenes;

/// <summary>A person's library in small: albums by year, several cameras, upright and wide pictures, some with a place.</summary>
public static class SceneLibrary
{
    private static readonly (string Make, string Model)[] Cameras =
        [("Canon", "Canon EOS 6D"), ("FUJIFILM", "X-T3"), ("Apple", "iPhone 13 Pro"), ("NIKON CORPORATION", "NIKON D750"), ("Google", "Pixel 7")];

    private static readonly (double Width, double Height)[] Shapes = [(3, 2), (3, 2), (4, 3), (2, 3), (16, 9), (3, 2), (3, 4), (1, 1)];

    private static readonly (string Folder, string Start, int Camera, (double, double)? Place, string Motifs)[] Albums =
    [
        ("2012/Provence", "2012-07-03", 0, (43.93, 5.13), "lavender meadow boat lavender"),
        ("2014/Sahara", "2014-10-19", 0, (31.08, -4.01), "dunes stars dunes sunset"),
        ("2016/Golden autumn", "2016-10-22", 3, null, "autumn lake autumn forest"),
        ("2017/San Francisco", "2017-05-11", 1, (37.82, -122.48), "bridge city sunset bridge"),
        ("2018/New Year", "2018-12-31", 2, null, "fireworks lights fireworks"),
        ("2019/Iceland", "2019-02-16", 1, (64.15, -21.94), "aurora mountains lake aurora lighthouse"),
        ("2019/Summer at the sea", "2019-08-04", 2, (41.15, 1.1), "beach boat sunset beach"),
        ("2021/City nights", "2021-11-26", 1, (48.14, 11.58), "rain city lights rain"),
        ("2022/Cappadocia", "2022-09-14", 1, (38.64, 34.83), "balloons dunes balloons balloons"),
        ("2022/Winter", "2022-12-27", 4, (46.55, 11.7), "cabin mountains forest cabin"),
        ("2023/Spring", "2023-04-09", 4, null, "blossom flower meadow blossom flower"),
        ("2024/Coast", "2024-06-21", 3, (48.33, -4.77), "lighthouse sunset boat lighthouse beach"),
        ("2024/At home", "2024-11-02", 2, null, "coffee flower coffee autumn"),
        ("2025/Lakes", "2025-07-18", 4, (46.36, 14.09), "lake mountains stars forest meadow"),
    ];

    /// <summary>What <see cref="Write(string, int)"/> writes for a size.</summary>
    /// <param name="longSide">The longer side of each picture, in pixels.</param>
    public static IReadOnlyList<ScenePhoto> Plan(int longSide) => [.. Albums.SelectMany((album, index) => Album(index, longSide))];

    /// <summary>Paints the library into a folder and returns what it holds.</summary>
    /// <param name="folder">Where; created if needed.</param>
    /// <param name="longSide">The longer side of each picture, in pixels.</param>
    public static IReadOnlyList<ScenePhoto> Write(string folder, int longSide = 960)
    {
        var photos = Plan(longSide);
        Parallel.ForEach(photos, photo => Write(photo, Path.Combine(folder, photo.Path.Replace('/', Path.DirectorySeparatorChar))));
        return photos;
    }

    /// <summary>Paints one picture into a file, with what its camera would note.</summary>
    public static void Write(ScenePhoto photo, string path)
    {
        using var image = ScenePainter.ToImage(ScenePainter.Paint(photo.Motif, photo.Seed, photo.Width, photo.Height), photo.Width, photo.Height);
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Make, photo.Make);
        exif.SetValue(ExifTag.Model, photo.Model);
        exif.SetValue(ExifTag.DateTimeOriginal, photo.Taken.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture));
        exif.SetValue(ExifTag.LensModel, photo.Make is "Apple" or "Google" ? $"{photo.Model} back camera" : "24-70mm f/2.8");
        if (photo.Place is { } place)
        {
            exif.SetValue(ExifTag.GPSLatitudeRef, place.Latitude < 0 ? "S" : "N");
            exif.SetValue(ExifTag.GPSLatitude, Degrees(place.Latitude));
            exif.SetValue(ExifTag.GPSLongitudeRef, place.Longitude < 0 ? "W" : "E");
            exif.SetValue(ExifTag.GPSLongitude, Degrees(place.Longitude));
        }

        image.SetProfile(exif);
        image.Quality = 90;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        image.Write(path, MagickFormat.Jpeg);
    }

    private static IEnumerable<ScenePhoto> Album(int index, int longSide)
    {
        var (folder, start, camera, place, motifs) = Albums[index];
        var day = DateTime.ParseExact(start, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var names = motifs.Split(' ');
        for (var i = 0; i < names.Length; i++)
        {
            var (width, height) = Shapes[((index * 3) + (i * 5)) % Shapes.Length];
            var scale = longSide / Math.Max(width, height);
            var (make, model) = Cameras[(camera + (i == 2 ? 1 : 0)) % Cameras.Length];
            var name = string.Create(CultureInfo.InvariantCulture, $"IMG_{(index * 137) + 1204 + i}.jpg");
            yield return new ScenePhoto(
                $"{folder}/{name}", names[i], (index * 31) + i, (int)Math.Round(width * scale), (int)Math.Round(height * scale),
                day.AddDays(i / 2).AddHours(9 + (i * 2.7)), make, model, place is { } p && i != 1 ? (p.Item1 + (i * 0.004), p.Item2 + (i * 0.006)) : null);
        }
    }

    private static Rational[] Degrees(double value)
    {
        var degrees = Math.Abs(value);
        var minutes = (degrees - Math.Floor(degrees)) * 60;
        return [new Rational((uint)degrees), new Rational((uint)minutes), new Rational((uint)Math.Round((minutes - Math.Floor(minutes)) * 6000), 100)];
    }
}
