using System.Diagnostics;
using System.Globalization;
using Fovea.Imaging;

namespace Fovea.Eval.Shortcuts;

/// <summary>
/// What the decoder's shortcuts (small pictures inside of files, reduced scales, first scans) change in the vectors, and what they save:
/// every file is decoded with and without them, one after the other, and both tiles are encoded.
/// </summary>
internal sealed class ShortcutTable(IImageEncoder encoder)
{
    private readonly MagickPhotoDecoder _shorter = new();
    private readonly MagickPhotoDecoder _full = new(new DecodeLimits { UseShortcuts = false });

    /// <summary>A Markdown table of the files in some folders, a row for each folder and kind.</summary>
    public string Make(IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        var lines = new List<string>
        {
            "| files | kind | count | with a shortcut | cosine, median | least | ms, median | without | ratio |",
            "|---|---|---|---|---|---|---|---|---|",
        };
        foreach (var folder in folders)
        {
            var pairs = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => Compare(path, cancellationToken)).OfType<ShortcutPair>().ToList();
            lines.AddRange(pairs.GroupBy(pair => pair.Kind).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(Path.GetFileName(folder), group.Key, [.. group])));
        }

        return string.Join('\n', lines) + "\n";
    }

    private ShortcutPair? Compare(string path, CancellationToken cancellationToken)
    {
        var photo = new PhotoSource(Path.GetFileName(path), File.ReadAllBytes(path));
        if (Decode(_shorter, photo, cancellationToken, out var milliseconds) is not { } shorter) return null;
        using var shortTile = shorter.Tile;
        if (Decode(_full, photo, cancellationToken, out var fullMilliseconds) is not { } full) return null;
        using var fullTile = full.Tile;
        if (Decode(_shorter, photo, cancellationToken, out var again) is not { } second) return null;
        second.Tile.Dispose();
        var vectors = new float[2 * encoder.Dimensions];
        encoder.Encode([shortTile, fullTile], vectors, cancellationToken);

        // The vectors have length 1.
        var cosine = vectors.Take(encoder.Dimensions).Zip(vectors.Skip(encoder.Dimensions), (left, right) => (double)left * right).Sum();
        return new ShortcutPair(
            KindOf(full.Metadata.Format, photo.Bytes.Span), !shortTile.Pixels.SequenceEqual(fullTile.Pixels), cosine, Math.Min(milliseconds, again), fullMilliseconds);
    }

    private PhotoOutcome.Decoded? Decode(MagickPhotoDecoder decoder, PhotoSource photo, CancellationToken cancellationToken, out double milliseconds)
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = decoder.Decode(photo, encoder.Preprocessing, ThumbnailSpec.Default, cancellationToken) as PhotoOutcome.Decoded;
        milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return outcome;
    }

    // A progressive JPEG has the frame marker SOF2; in a photo's first bytes the two may also be anything else, which a table survives.
    private static string KindOf(PhotoFormat format, ReadOnlySpan<byte> bytes) =>
        format == PhotoFormat.Jpeg && bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2, 0, 17, 8]) >= 0 ? "Jpeg, progressive" : format.ToString();

    private static string Row(string folder, string kind, List<ShortcutPair> pairs)
    {
        var shorter = pairs.FindAll(pair => pair.IsShorter);
        if (shorter.Count == 0) return string.Create(CultureInfo.InvariantCulture, $"| {folder} | {kind} | {pairs.Count} | 0 | – | – | – | {Median(pairs, p => p.FullMilliseconds):0.0} | – |");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {folder} | {kind} | {pairs.Count} | {shorter.Count} | {Median(shorter, p => p.Cosine):0.0000} | {shorter.Min(p => p.Cosine):0.0000} | {Median(shorter, p => p.Milliseconds):0.0} | {Median(shorter, p => p.FullMilliseconds):0.0} | {Median(shorter, p => p.Milliseconds / p.FullMilliseconds):0.00} |");
    }

    private static double Median(List<ShortcutPair> pairs, Func<ShortcutPair, double> value) => pairs.Select(value).Order().ElementAt(pairs.Count / 2);
}
