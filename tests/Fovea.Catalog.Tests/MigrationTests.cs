using System.IO.Compression;
using Fovea.Catalog.Storage;
using Fovea.Testing;
using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

public sealed class MigrationTests : IDisposable
{
    private static readonly CatalogOptions Next = new()
    {
        Migrations = [.. Schema.Migrations, new Migration(2, "ALTER TABLE photos ADD COLUMN colour INTEGER; UPDATE photos SET colour = 5")],
    };

    private readonly CatalogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_SampleOfVersion1_ReadsEverythingInIt()
    {
        PlaceSample();

        using var catalog = _folder.Open();

        AssertSample(catalog);
    }

    [Fact]
    public void Schema_OfVersion1_IsThatOfTheSample()
    {
        const string Texts = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
        PlaceSample();
        var sample = CatalogFolder.Query(_folder.File, Texts);
        using var fresh = new CatalogFolder();
        fresh.Open().Dispose();

        Assert.Equal(sample, CatalogFolder.Query(fresh.File, Texts));
    }

    [Fact]
    public void Open_OlderSchema_IsBackedUpThenMigrated()
    {
        PlaceSample();

        using (var catalog = _folder.Open(Next)) AssertSample(catalog);

        Assert.Equal(2L, CatalogFolder.Query(_folder.File, "PRAGMA user_version"));
        Assert.Equal(5L, CatalogFolder.Query(_folder.File, "SELECT MIN(colour) FROM photos"));
        var backup = _folder.File + ".v1.backup";
        Assert.Equal(1L, CatalogFolder.Query(backup, "PRAGMA user_version"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        Assert.Contains("its schema has number 2", Assert.Throws<CatalogException>(() => _folder.Open()).Message, StringComparison.Ordinal);

        File.Move(backup, _folder.File, overwrite: true);
        using var restored = _folder.Open();
        AssertSample(restored);
    }

    [Fact]
    public void Open_MigrationThatFails_LeavesTheOldSchema()
    {
        PlaceSample();
        var failing = Next with { Migrations = [.. Schema.Migrations, new Migration(2, "DELETE FROM photos; DELETE FROM nowhere")] };

        var error = Assert.Throws<CatalogException>(() => _folder.Open(failing));

        Assert.Contains("no such table: nowhere", error.Message, StringComparison.Ordinal);
        using var catalog = _folder.Open();
        AssertSample(catalog);
    }

    [Fact]
    public void Open_OlderSchemaInUse_IsMigratedOnce()
    {
        PlaceSample();
        using var first = _folder.Open(Next);
        using var second = _folder.Open(Next);

        AssertSample(second);
        Assert.Equal(1L, CatalogFolder.Query(_folder.File + ".v1.backup", "PRAGMA user_version"));
    }

    private static void AssertSample(SqlitePhotoCatalog catalog)
    {
        var root = Assert.Single(catalog.GetRoots());
        Assert.Equal("/photos/sample", root.Path);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), root.LastIndexed);
        Assert.Equal([new RootCounts(root.Id, 2, 1, 1, 1)], catalog.GetCounts());
        var photo = Assert.Single(catalog.GetPhotos([new PhotoId(1)]));
        Assert.Equal("/photos/sample/2019/\uDCFF.jpg", photo.Path);
        Assert.Equal(FullMetadata, photo.Metadata);
        Assert.Equal(Hash(1), photo.Hash);
        Assert.Equal(Vector(1), catalog.FindEmbedding(photo.Id, Space));
        Assert.Equal([new SpaceInfo(Space, Model, 2), new SpaceInfo(OtherSpace, Model, 1)], catalog.GetSpaces());
        Assert.Equal("value", catalog.GetSetting("name"));
        Assert.Equal(PhotoFailureKind.Corrupt, Assert.Single(catalog.GetByStatus(PhotoStatus.Failed, 9)).Failure!.Kind);
    }

    private void PlaceSample()
    {
        using var packed = new GZipStream(
            File.OpenRead(RepositoryRoot.File("tests", "Fovea.Catalog.Tests", "samples", "catalog.v1.db.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        _folder.Place(bytes.ToArray());
    }
}
