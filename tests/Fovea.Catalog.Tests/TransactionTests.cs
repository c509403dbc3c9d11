using System.Diagnostics;
using Fovea.Catalog.Storage;
using Microsoft.Data.Sqlite;
using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

public sealed class TransactionTests : IDisposable
{
    private readonly CatalogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhileAnotherProcessWrites_SeesTheOldStateAndDoesNotWait()
    {
        using var catalog = _folder.Open();
        var root = catalog.AddRoot("/p").Id;
        catalog.Commit(Model, [Photo(root, "x.jpg", 1)]);
        using var writer = BeginWriting("DELETE FROM photos");
        var time = Stopwatch.StartNew();

        Assert.Single(catalog.GetKnownFiles(root, Space));
        Assert.Equal(1, catalog.Match(new PhotoFilter()).Count);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(5), "the reader waited for the writer");
    }

    [Fact]
    public void Commit_WhileAnotherProcessWrites_FailsAfterAWhileAndSaysWhy()
    {
        using var catalog = _folder.Open(new CatalogOptions { BusyTimeout = TimeSpan.FromMilliseconds(300) });
        var root = catalog.AddRoot("/p").Id;
        using (BeginWriting("DELETE FROM photos"))
        {
            var time = Stopwatch.StartNew();

            var error = Assert.Throws<CatalogException>(() => catalog.Commit(Model, [Photo(root, "x.jpg", 1)]));

            Assert.True(time.ElapsedMilliseconds >= 290, "it did not wait");
            Assert.Equal(
                $"The catalog {_folder.File} is being written by somebody else, who did not finish in 0.3 s. Nothing was changed. Wait until the other work is done, or end it, and try again.",
                error.Message);
        }

        catalog.Commit(Model, [Photo(root, "x.jpg", 1)]);
    }

    [Fact]
    public async Task Commit_WhenTheOtherWriterEnds_GoesOn()
    {
        using var catalog = _folder.Open();
        var root = catalog.AddRoot("/p").Id;
        var writer = BeginWriting("DELETE FROM photos");
        var commit = Task.Run(() => catalog.Commit(Model, [Photo(root, "x.jpg", 1)]), TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(commit.IsCompleted);

        await writer.DisposeAsync();
        await commit;

        Assert.Single(catalog.GetKnownFiles(root, Space));
    }

    [Fact]
    public void Commit_FullDisk_StoresNothingAndSaysSo()
    {
        PhotoId first;
        using (var small = _folder.Open())
        {
            small.Commit(Model, [Photo(small.AddRoot("/p").Id, "x.jpg", 1)]);
            first = small.FindByPath("/p/x.jpg")!.Id;
        }

        var pages = (long)CatalogFolder.Query(_folder.File, "PRAGMA page_count")!;
        using var catalog = _folder.Open(new CatalogOptions { MaxPages = pages + 1 });
        var root = catalog.GetRoots()[0].Id;

        var error = Assert.Throws<CatalogException>(() =>
            catalog.Commit(Model, [.. Enumerable.Range(0, 2000).Select(n => Photo(root, $"{n}.jpg", n))]));

        Assert.Contains("cannot grow: the disk is full. Nothing was stored. Free space", error.Message, StringComparison.Ordinal);
        Assert.Equal(first, Assert.Single(catalog.GetKnownFiles(root, Space)).Id);
        catalog.Commit(Model, [new CatalogChange.Missing(first, true)]);
        Assert.True(catalog.GetKnownFiles(root, Space)[0].IsMissing);
    }

    [Fact]
    public void Dispose_Catalog_LeavesOneFileThatNobodyHoldsOpen()
    {
        using (var catalog = _folder.Open())
        {
            catalog.Commit(Model, [Photo(catalog.AddRoot("/p").Id, "x.jpg", 1)]);
            Assert.Equal(1, catalog.Match(new PhotoFilter()).Count);
        }

        Assert.Equal([_folder.File], Directory.GetFiles(_folder.Path));
        Directory.Delete(_folder.Path, recursive: true);
    }

    [Theory]
    [InlineData(8, "read-only")]
    [InlineData(10, "the disk reported an error")]
    [InlineData(13, "the disk is full")]
    [InlineData(14, "the file system refused")]
    [InlineData(11, "is damaged: words")]
    [InlineData(26, "it is not a SQLite database")]
    [InlineData(5, "is being written by somebody else")]
    [InlineData(7, "failed: words (SQLite code 7)")]
    public void From_ErrorOfSqlite_SaysWhatWhereWhyAndWhatToDo(int code, string expected)
    {
        var error = CatalogErrors.From(new SqliteException($"SQLite Error {code}: 'words'.", code), "/data/catalog.db", TimeSpan.FromSeconds(10));

        Assert.StartsWith("The catalog /data/catalog.db ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.IsType<SqliteException>(error.InnerException);
    }

    private SqliteConnection BeginWriting(string sql)
    {
        var connection = CatalogFolder.Connect(_folder.File);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = $"BEGIN IMMEDIATE; {sql}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return connection;
    }
}
