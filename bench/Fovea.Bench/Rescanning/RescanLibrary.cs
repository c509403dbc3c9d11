using System.Globalization;
using System.IO.Hashing;
using Fovea.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Bench.Rescanning;

/// <summary>
/// A tree of files and a catalog that knows them all, made once and used again. The files hold their names only: an unchanged file is never
/// opened. Folders hold 500 each.
/// </summary>
/// <param name="Home">The data folder.</param>
/// <param name="Photos">The root.</param>
internal sealed record RescanLibrary(string Home, string Photos)
{
    private const int FilesPerFolder = 500;

    public static RescanLibrary Prepare(string folder, int files)
    {
        var library = new RescanLibrary(Path.Combine(folder, "home"), Path.Combine(folder, "photos"));
        var services = new ServiceCollection();
        services.AddFovea(new FoveaOptions { Home = library.Home });
        using var provider = services.BuildServiceProvider();
        var (catalog, space) = (provider.GetRequiredService<IPhotoCatalog>(), provider.GetRequiredService<IDualEncoder>().Space);
        if (catalog.GetCounts().Sum(root => root.Indexed) == files) return library;
        if (catalog.GetRoots().Count > 0) throw new InvalidOperationException($"{folder} holds another library. Name an empty folder.");
        Directory.CreateDirectory(library.Photos);
        library.Write(catalog, space, files);
        return library;
    }

    private static string Name(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{2005 + (number / FilesPerFolder % 20)}/album {number / FilesPerFolder:000}/IMG_{number:000000}.jpg");

    private void Write(IPhotoCatalog catalog, EmbeddingSpace space, int files)
    {
        var root = catalog.AddRoot(Photos).Id;
        var vector = new Half[space.Dimensions];
        for (var start = 0; start < files; start += FilesPerFolder)
        {
            Directory.CreateDirectory(Path.Combine(Photos, Path.GetDirectoryName(Name(start))!));
            var changes = new List<CatalogChange>();
            for (var number = start; number < Math.Min(start + FilesPerFolder, files); number++)
            {
                var bytes = System.Text.Encoding.UTF8.GetBytes(Name(number));
                var file = new FileInfo(Path.Combine(Photos, Name(number)));
                File.WriteAllBytes(file.FullName, bytes);
                vector.AsSpan().Clear();
                vector[number % vector.Length] = (Half)1;
                changes.Add(new CatalogChange.Indexed
                {
                    Root = root,
                    Path = Name(number),
                    Stamp = new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks),
                    Hash = new ContentHash(XxHash128.HashToUInt128(bytes)),
                    Metadata = new PhotoMetadata { Format = PhotoFormat.Jpeg, Width = 4000, Height = 3000 },
                    Space = space,
                    Vector = (Half[])vector.Clone(),
                });
            }

            catalog.Commit("starter", changes);
        }

        catalog.SetRootIndexed(root, TimeProvider.System.GetUtcNow());
    }
}
