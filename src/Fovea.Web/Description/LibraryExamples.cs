using Fovea.Web.Api.Contracts;

namespace Fovea.Web.Description;

/// <summary>Examples of what is said of the library.</summary>
internal static class LibraryExamples
{
    public static DateTimeOffset Morning { get; } = new(2026, 11, 24, 8, 30, 0, TimeSpan.Zero);

    public static IndexStatus Index { get; } = new(
        "indexing", null, 1_205, 1_204, 800, 1, 85.2, 5, null, new IndexRun(3, 1, 0, 0, 0, 0.4, 10, [new KeptItem("/media/ann/Drive", 90, 100)], null, Morning), 42);

    public static RootItem Root { get; } = new(1, "/home/ann/Pictures", "Pictures", true, 1_204, 1, 12, 0, Morning);

    public static LibraryAnswer Library { get; } = new(
        [Root],
        new LibraryTotals(1_204, 1, 0),
        new LibraryBytes(2_310_144, 18_022_400, 0),
        new ModelItem("starter", true, 256, 128, new ModelQuality(13.7, 35.5, 48.0, "Flickr8k test, 1,000 photos, 5,000 captions")),
        0,
        107_374_182_400,
        Index);

    public static FacetsAnswer Facets { get; } = new(
        1_204, 7, 0, [new FacetItem("Canon EOS 350D", 310)], [new FacetItem("jpeg", 1_190), new FacetItem("heif", 14)], [new FacetItem("landscape", 900)], [new FacetItem("2007", 310)]);

    public static FoldersAnswer Folders { get; } = new([new FolderItem("/home/ann/Pictures", "Pictures", 1_204)]);

    public static FailuresAnswer Failures { get; } = new(
        [new FailureItem(77, "/home/ann/Pictures/2007/broken.jpg", "corrupt", "the picture data ends early", false)], null);
}
