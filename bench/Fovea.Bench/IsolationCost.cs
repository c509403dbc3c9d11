using System.Collections.Concurrent;
using System.Globalization;
using Fovea.Imaging;

namespace Fovea.Bench;

/// <summary>What decoding in processes of their own costs: a folder of photos to tiles and thumbnails, there and here, by as many workers as processors.</summary>
internal static class IsolationCost
{
    public static int Run(string folder, int side, int rounds)
    {
        var photos = Directory.EnumerateFiles(folder).Select(path => new PhotoSource(Path.GetFileName(path), File.ReadAllBytes(path))).ToList();
        var tile = new PreprocessSpec { Width = side, Height = side };
        var here = new MagickPhotoDecoder();
        using var isolated = new IsolatedPhotoDecoder(DecoderCommand.ThisProgram(ServeDecoder)!);
        var times = Rounds.Median(rounds, () => Decode(here), () => Decode(isolated));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{photos.Count} photos to {side} x {side}, {Environment.ProcessorCount} workers, median of {rounds}: in this process {1000 * photos.Count / times[0]:F1} photos/s, in processes of their own {1000 * photos.Count / times[1]:F1} photos/s, ratio of the times {times[1] / times[0]:F3}"));
        return 0;

        void Decode(IPhotoDecoder decoder) => Parallel.ForEach(
            Partitioner.Create(photos, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            photo =>
            {
                if (decoder.Decode(photo, tile, ThumbnailSpec.Default, CancellationToken.None) is PhotoOutcome.Decoded decoded) decoded.Tile.Dispose();
            });
    }

    /// <summary>The argument with which this program is the decoder.</summary>
    public const string ServeDecoder = "decoder-process";

    /// <summary>Decodes for the parent.</summary>
    public static int Serve()
    {
        DecoderHost.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
        return 0;
    }
}
