using System.Globalization;
using ImageMagick;

namespace Fovea.Bench.Photos;

/// <summary>
/// Makes large photos for measurements of small ones: enlarged, with grain like a sensor's, so that a decoder has as much to do as with a camera's file,
/// and saved as a given kind. The same arguments make the same pixels.
/// </summary>
internal static class MakePhotos
{
    /// <summary>Of 255: 12 megapixels at quality 90 then have about 3 MB, as phones' photos do.</summary>
    private const int StandardGrain = 5;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    public static int Run(string[] args)
    {
        if (Options.Text(args, "--from") is not { } from || Options.Text(args, "--out") is not { } to || !Directory.Exists(from)) return Usage();
        if (!PhotoKind.TryParse(Options.Text(args, "--kind") ?? "jpeg", out var kind)) return Usage();
        var count = Options.Number(args, "--count", 24);
        var pixels = double.Parse(Options.Text(args, "--megapixels") ?? "12", CultureInfo.InvariantCulture) * 1e6;
        var quality = Options.Number(args, "--quality", 90);
        var grain = Options.Number(args, "--grain", StandardGrain);
        var sources = Spread(from, count);
        if (sources.Count == 0) return Usage();

        Directory.CreateDirectory(to);
        var bytes = 0L;
        for (var i = 0; i < count; i++)
        {
            using var photo = new MagickImage(sources[i % sources.Count]);
            photo.AutoOrient();
            Enlarge(photo, pixels);
            Grain.Add(photo, grain, seed: i);
            var path = Path.Combine(to, string.Create(CultureInfo.InvariantCulture, $"photo-{i:000}{kind.Extension}"));
            kind.Write(photo, path, quality);
            bytes += new FileInfo(path).Length;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} photos of {pixels / 1e6:0.##} megapixels in {to}, {bytes / count:N0} bytes each"));
        return 0;
    }

    // Every n-th of the sorted paths, so that a few files come from all folders.
    private static List<string> Spread(string folder, int count)
    {
        var all = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)
            .ToList();
        return [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[(int)((long)i * all.Count / Math.Min(count, all.Count))])];
    }

    private static void Enlarge(MagickImage photo, double pixels)
    {
        var scale = Math.Sqrt(pixels / ((double)photo.Width * photo.Height));
        photo.Strip();
        photo.FilterType = FilterType.Mitchell;
        photo.Resize(new MagickGeometry(Even(photo.Width * scale), Even(photo.Height * scale)) { IgnoreAspectRatio = true });
    }

    // Encoders of video frames want even sides.
    private static uint Even(double side) => Math.Max(2, (uint)Math.Round(side / 2) * 2);

    private static int Usage()
    {
        Console.Error.WriteLine("make-photos --from FOLDER --out FOLDER [--count N] [--megapixels N] [--quality N] [--grain N] [--kind jpeg|progressive|preview|heic|heic-thumbnail|avif|avif-thumbnail|webp|png]");
        return 2;
    }
}
