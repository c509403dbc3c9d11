using Fovea.Models;

namespace Fovea.Cli.Commands;

/// <summary>Photos to calibrate a model with, spread evenly over what there is. What cannot be read is left out.</summary>
internal sealed class CalibrationPictures(Session session, PreprocessSpec preprocessing, CancellationToken cancellationToken)
{
    /// <summary>From the small copies of the library's photos: quick, and there also for photos on a drive that is away.</summary>
    public List<PixelTile> FromLibrary()
    {
        var ids = Spread([.. session.Catalog.Match(new PhotoFilter()).Ids]);
        return Decode(session.Catalog.GetPhotos(ids).Select(photo => (photo.Path, photo.Hash is { } hash ? session.Thumbnails.Find(hash) : null)));
    }

    /// <summary>From the files in and below a folder.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public List<PixelTile> FromFolder(string folder)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"there is no folder {PathText.ToDisplay(folder)}.");
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 16 };
        return Decode(Spread([.. Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal)]).Select(path => (path, Read(path))));
    }

    // Some more than are wanted, as not every file is a photo.
    private static List<T> Spread<T>(List<T> all)
    {
        const int Most = 4 * 64;
        return all.Count <= Most ? all : [.. Enumerable.Range(0, Most).Select(i => all[(int)((long)i * all.Count / Most)])];
    }

    private List<PixelTile> Decode(IEnumerable<(string Path, byte[]? Bytes)> files)
    {
        var tiles = new List<PixelTile>();
        var all = files.ToList();
        foreach (var step in new[] { 4, 1 })
        {
            // Every fourth first, so that what is enough comes from everywhere.
            foreach (var (path, bytes) in all.Where((_, i) => step == 4 ? i % 4 == 0 : i % 4 != 0))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (tiles.Count >= ModelStore.MostPictures) return tiles;
                if (bytes is null) continue;
                var outcome = session.Decoder.Decode(new PhotoSource(Path.GetFileName(PathText.ToDisplay(path)), bytes), preprocessing, thumbnail: null, cancellationToken);
                if (outcome is PhotoOutcome.Decoded decoded) tiles.Add(decoded.Tile);
            }
        }

        return tiles;
    }

    private static byte[]? Read(string path)
    {
        const long Largest = 64L << 20;
        try
        {
            return new FileInfo(path).Length is > 0 and <= Largest ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
