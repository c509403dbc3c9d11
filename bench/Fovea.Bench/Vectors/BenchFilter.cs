using System.Globalization;

namespace Fovea.Bench.Vectors;

/// <summary>A part of the photos.</summary>
/// <param name="Name">What stands in the table.</param>
/// <param name="Photos">The part.</param>
internal sealed record BenchFilter(string Name, PhotoBitmap Photos)
{
    /// <summary>So many per cent of the rows, each by chance: a camera, a word in a name.</summary>
    public static BenchFilter Scattered(int rows, int percent)
    {
        var (random, photos) = (new Random(percent), new PhotoBitmap());
        for (var id = 0; id < rows; id++)
        {
            if (random.Next(100) < percent) photos.Add(new PhotoId(id));
        }

        return new BenchFilter(string.Create(CultureInfo.InvariantCulture, $"{percent} % at random"), photos);
    }

    /// <summary>So many per cent of the rows in one piece, from the middle on: a folder, a month.</summary>
    public static BenchFilter Range(int rows, int percent)
    {
        var photos = new PhotoBitmap();
        var (from, count) = ((rows - (int)((long)rows * percent / 100)) / 2, (int)((long)rows * percent / 100));
        for (var id = from; id < from + count; id++) photos.Add(new PhotoId(id));
        return new BenchFilter(string.Create(CultureInfo.InvariantCulture, $"{percent} % in a row"), photos);
    }
}
