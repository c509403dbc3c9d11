using System.IO.Compression;
using Fovea.Catalog.Storage;
using Fovea.Testing;
using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

public sealed class MigrationTests : IDisposable
{
    private const int Current = 3;

    private static readonly CatalogOptions Next = new()
    {
        Migrations = [.. Schema.Migrations, new Migration(Current + 1, "ALTER TABLE photos ADD COLUMN later INTEGER; UPDATE photos SET later = 5")],
    };

    private readonly CatalogFolder _folder = new();

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Current)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Migrations_LastOne_IsOfTheLatestSample() => Assert.Equal(Current, Schema.Migrations[^1].ToVersion);

    [Theory]
    [MemberData(nameof(Versions))]
    public void Open_SampleOfAVersion_ReadsEverythingInIt(int version)
    {
        PlaceSample(version);

        using var catalog = _folder.Open();

        AssertSample(catalog, version);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Schema_OfAVersion_IsThatOfTheSample(int version)
    {
        const string Texts = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
        PlaceSample(version);
        var sample = CatalogFolder.Query(_folder.File, Texts);
        using var fresh = new CatalogFolder();
        fresh.Open(new CatalogOptions { Migrations = [.. Schema.Migrations.Take(version)] }).Dispose();

        Assert.Equal(sample, CatalogFolder.Query(fresh.File, Texts));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Open_OlderSchema_IsBackedUpThenMigrated(int version)
    {
        PlaceSample(version);

        using (var catalog = _folder.Open(Next)) AssertSample(catalog, version);

        Assert.Equal(Current + 1L, CatalogFolder.Query(_folder.File, "PRAGMA user_version"));
        Assert.Equal(5L, CatalogFolder.Query(_folder.File, "SELECT MIN(later) FROM photos"));
        var backup = $"{_folder.File}.v{version}.backup";
        Assert.Equal((long)version, CatalogFolder.Query(backup, "PRAGMA user_version"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        Assert.Contains("its schema has number 4", Assert.Throws<CatalogException>(() => _folder.Open()).Message, StringComparison.Ordinal);

        File.Move(backup, _folder.File, overwrite: true);
        using var restored = _folder.Open();
        AssertSample(restored, version);
    }

    [Fact]
    public void Open_MigrationThatFails_LeavesTheOldSchema()
    {
        PlaceSample(1);
        var failing = Next with { Migrations = [Schema.Migrations[0], new Migration(2, "DELETE FROM photos; DELETE FROM nowhere")] };

        var error = Assert.Throws<CatalogException>(() => _folder.Open(failing));

        Assert.Contains("no such table: nowhere", error.Message, StringComparison.Ordinal);
        Assert.Equal(1L, CatalogFolder.Query(_folder.File, "PRAGMA user_version"));
        using var catalog = _folder.Open();
        AssertSample(catalog, 1);
    }

    [Fact]
    public void Open_OlderSchemaInUse_IsMigratedOnce()
    {
        PlaceSample(1);
        using var first = _folder.Open(Next);
        using var second = _folder.Open(Next);

        AssertSample(second, 1);
        Assert.Equal(1L, CatalogFolder.Query(_folder.File + ".v1.backup", "PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_OlderSchemaByManyAtOnce_AllSucceedWithOneBackup()
    {
        PlaceSample(1);

        var catalogs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _folder.Open(), TestContext.Current.CancellationToken)));

        Assert.All(catalogs, catalog => AssertSample(catalog, 1));
        foreach (var catalog in catalogs) catalog.Dispose();
        Assert.Equal(1L, CatalogFolder.Query(_folder.File + ".v1.backup", "PRAGMA user_version"));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.unfinished"));
    }

    private static void AssertSample(SqlitePhotoCatalog catalog, int version)
    {
        var root = Assert.Single(catalog.GetRoots());
        Assert.Equal("/photos/sample", root.Path);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), root.LastIndexed);
        Assert.Equal([new RootCounts(root.Id, 2, 1, 1, 1)], catalog.GetCounts());
        var photo = Assert.Single(catalog.GetPhotos([new PhotoId(1)]));
        Assert.Equal("/photos/sample/2019/\uDCFF.jpg", photo.Path);
        Assert.Equal(FullMetadata, photo.Metadata);
        Assert.Equal(Hash(1), photo.Hash);
        Assert.Equal(version >= 2 ? (true, 0x8899AA) : (false, null), (photo.IsFavourite, photo.Colour));
        Assert.Equal(Vector(1), catalog.FindEmbedding(photo.Id, Space));
        Assert.Equal([new SpaceInfo(Space, Model, 2), new SpaceInfo(OtherSpace, Model, 1)], catalog.GetSpaces());
        Assert.Equal("value", catalog.GetSetting("name"));
        Assert.Equal(PhotoFailureKind.Corrupt, Assert.Single(catalog.GetByStatus(PhotoStatus.Failed, 9)).Failure!.Kind);
    }

    private void PlaceSample(int version)
    {
        using var packed = new GZipStream(
            File.OpenRead(RepositoryRoot.File("tests", "Fovea.Catalog.Tests", "samples", $"catalog.v{version}.db.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        _folder.Place(bytes.ToArray());
    }
}
