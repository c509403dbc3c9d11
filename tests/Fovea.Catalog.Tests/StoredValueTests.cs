using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

public sealed class StoredValueTests
{
    [Fact]
    public void PersistedEnums_Numbers_AreFrozen()
    {
        Assert.Equal("Indexed=1 Failed=2 NotAPhoto=3", Numbers<PhotoStatus>());
        Assert.Equal(
            "Corrupt=1 UnknownFormat=2 Refused=3 TooLarge=4 TimedOut=5 Unreadable=6 NoVector=7 Empty=8 Changing=9 Crashed=10",
            Numbers<PhotoFailureKind>());
        Assert.Equal(
            "Unknown=0 Jpeg=1 Png=2 Gif=3 WebP=4 Tiff=5 Bmp=6 Heif=7 Avif=8 JpegXl=9 Psd=10 Jpeg2000=11 Raw=12 OtherRaster=13",
            Numbers<PhotoFormat>());
        Assert.Equal("ExifOriginal=1 ExifDigitized=2 Xmp=3 ExifModified=4 FileModified=5", Numbers<TakenAtSource>());
    }

    [Fact]
    public void Read_ValuesOfANewerWriter_BecomeTheNearestKnown()
    {
        using var folder = new CatalogFolder();
        using var catalog = folder.Open();
        var root = catalog.AddRoot("/p").Id;
        catalog.Commit(Model, [Photo(root, "x.jpg", 1) with { Metadata = FullMetadata }, Photo(root, "y.jpg", 2)]);
        CatalogFolder.Run(
            folder.File,
            """
            UPDATE photos SET format = 99, taken_source = 99, taken_offset = 999999, rating = 77 WHERE id = 1;
            UPDATE photos SET status = 99, failure_kind = 99, is_searchable = 0 WHERE id = 2;
            ALTER TABLE photos ADD COLUMN later TEXT DEFAULT 'x';
            """);

        var photos = catalog.GetPhotos([new PhotoId(1), new PhotoId(2)]);

        var metadata = photos[0].Metadata!;
        Assert.Equal(PhotoFormat.Unknown, metadata.Format);
        Assert.Equal(new TakenAt(FullMetadata.TakenAt!.Value.Local, null, TakenAtSource.FileModified), metadata.TakenAt);
        Assert.Equal(PhotoStatus.Failed, photos[1].Status);
        Assert.Equal(new PhotoFailure(PhotoFailureKind.UnknownFormat, "stored by a newer version of Fovea"), photos[1].Failure);
        Assert.Equal([photos[1].Id], catalog.GetByStatus(PhotoStatus.Failed, 9).Select(photo => photo.Id));
        Assert.Equal([new RootCounts(root, 1, 1, 0, 0)], catalog.GetCounts());
        Assert.Equal(2, catalog.GetKnownFiles(root, Space).Count);
    }

    [Fact]
    public void Read_TimeThatIsNone_IsUnknown()
    {
        using var folder = new CatalogFolder();
        using var catalog = folder.Open();
        catalog.Commit(Model, [Photo(catalog.AddRoot("/p").Id, "x.jpg", 1) with { Metadata = FullMetadata }]);
        CatalogFolder.Run(folder.File, "UPDATE photos SET taken = -5");

        Assert.Null(catalog.GetPhotos([new PhotoId(1)])[0].Metadata!.TakenAt);
    }

    [Fact]
    public void Commit_PlaceThatIsNoNumber_IsStoredAsUnknown()
    {
        using var folder = new CatalogFolder();
        using var catalog = folder.Open();
        var metadata = FullMetadata with { Location = new GeoPoint(double.NaN, 5, double.PositiveInfinity) };

        catalog.Commit(Model, [Photo(catalog.AddRoot("/p").Id, "x.jpg", 1) with { Metadata = metadata }]);

        Assert.Equal(metadata with { Location = null }, catalog.GetPhotos([new PhotoId(1)])[0].Metadata);
    }

    private static string Numbers<T>()
        where T : struct, Enum =>
        string.Join(' ', Enum.GetValues<T>().Select(value => $"{value}={Convert.ToInt64(value, null)}"));
}
