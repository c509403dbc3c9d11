using System.Globalization;
using Fovea.Imaging;

namespace Fovea.Bench;

/// <summary>What a thumbnail costs: a folder of photos decoded to tiles, with and without one beside each.</summary>
internal static class ThumbnailCost
{
    public static int Run(string folder, int side, int rounds)
    {
        var photos = Directory.EnumerateFiles(folder).Select(path => new PhotoSource(Path.GetFileName(path), File.ReadAllBytes(path))).ToList();
        var decoder = new MagickPhotoDecoder();
        var tile = new PreprocessSpec { Width = side, Height = side };
        var bytes = 0L;
        var times = Rounds.Median(rounds, () => Decode(null), () => Decode(ThumbnailSpec.Default));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{photos.Count} photos to {side} x {side}, one at a time, median of {rounds}: {times[0] / photos.Count:F2} ms a photo, with a thumbnail {times[1] / photos.Count:F2} ms, {(times[1] - times[0]) / photos.Count:F2} ms more; a thumbnail is {bytes / photos.Count:N0} bytes"));
        return 0;

        void Decode(ThumbnailSpec? thumbnail)
        {
            bytes = 0;
            foreach (var photo in photos)
            {
                if (decoder.Decode(photo, tile, thumbnail, CancellationToken.None) is not PhotoOutcome.Decoded decoded) continue;
                decoded.Tile.Dispose();
                bytes += decoded.Thumbnail?.Jpeg.Length ?? 0;
            }
        }
    }
}
