using System.Text;
using Fovea.Catalog.Storage;
using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly CatalogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NewFolder_IsForItsOwnerAloneAndSaysWhatItIs()
    {
        using (var catalog = _folder.Open())
        {
            catalog.SetSetting("a", "b");
            catalog.TryLockForIndexing(out _)!.Dispose();

            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
                foreach (var file in Directory.GetFiles(_folder.Path))
                {
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
                }
            }

            Assert.Equal("wal", CatalogFolder.Query(_folder.File, "PRAGMA journal_mode"));
            Assert.Equal(3L, CatalogFolder.Query(_folder.File, "PRAGMA user_version"));
            Assert.Equal((long)Schema.ApplicationId, CatalogFolder.Query(_folder.File, "PRAGMA application_id"));
        }

        Assert.Equal(["catalog.db", "index.lock"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedByNameAndNumbersAndNotTouched()
    {
        _folder.Open().Dispose();
        CatalogFolder.Run(_folder.File, "PRAGMA user_version = 7");
        var error = AssertUntouched();

        Assert.Contains(_folder.File, error.Message, StringComparison.Ordinal);
        Assert.Contains("its schema has number 7, this version knows numbers up to 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("Update Fovea", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NewerSchemaStillInTheLog_IsRefusedAndNotTouched()
    {
        _folder.Open().Dispose();
        using var other = CatalogFolder.Connect(_folder.File);
        using var command = other.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 8";
        command.ExecuteNonQuery();
        var before = File.ReadAllBytes(_folder.File);

        var error = Assert.Throws<CatalogException>(() => _folder.Open());

        Assert.Contains("its schema has number 8", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.File));
    }

    [Theory]
    [InlineData("This is not a database at all, but a text long enough to be taken for one, if nobody looked at how it begins.")]
    [InlineData("x")]
    [InlineData("SQLite format 3\0 and then something else")]
    public void Open_NotADatabase_IsRefusedAndNotTouched(string content)
    {
        _folder.Place(Encoding.UTF8.GetBytes(content));

        var error = AssertUntouched();

        Assert.StartsWith($"The catalog {_folder.File} ", error.Message, StringComparison.Ordinal);
        Assert.Contains("it is not a SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Contains("index again", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE notes (text)", "0x00000000")]
    [InlineData("CREATE TABLE notes (text); PRAGMA user_version = 1", "0x00000000")]
    [InlineData("CREATE TABLE notes (text); PRAGMA application_id = 1196444487", "0x47504B47")]
    [InlineData("PRAGMA application_id = 5", "0x00000005")]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndNotTouched(string sql, string id)
    {
        Directory.CreateDirectory(_folder.Path);
        CatalogFolder.Run(_folder.File, sql);

        var error = AssertUntouched();

        Assert.Contains($"a SQLite database of another program (application id {id}, expected 0x466F7665)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.06)]
    public void Open_CutOffCatalog_IsRefusedAsDamagedAndNotTouched(double kept)
    {
        _folder.Open().Dispose();
        var whole = File.ReadAllBytes(_folder.File);
        _folder.Place(whole[..(int)(whole.Length * kept)]);

        Assert.Contains($"The catalog {_folder.File} is damaged", AssertUntouched().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OverwrittenPages_IsRefusedAsDamagedAndNotTouched()
    {
        _folder.Open().Dispose();
        var bytes = File.ReadAllBytes(_folder.File);
        bytes.AsSpan(Schema.PageSize).Fill(0xA5);
        _folder.Place(bytes);

        Assert.Contains("is damaged", AssertUntouched().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingTable_IsRefusedAsDamaged()
    {
        _folder.Open().Dispose();
        CatalogFolder.Run(_folder.File, "DROP TABLE settings");

        Assert.Contains("is damaged: it has no table \"settings\"", AssertUntouched().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedInUse_IsACatalogException()
    {
        using var catalog = _folder.Open();
        var root = catalog.AddRoot("/p").Id;
        catalog.Commit(Model, [Photo(root, "x.jpg", 1)]);
        CatalogFolder.Run(_folder.File, "UPDATE embeddings SET vector = x'0102'");

        var error = Assert.Throws<CatalogException>(() => catalog.FindEmbedding(new PhotoId(1), Space));

        Assert.Contains("is damaged: a vector has 2 bytes instead of 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmptyFile_BecomesACatalog()
    {
        _folder.Place([]);

        using var catalog = _folder.Open();

        Assert.Empty(catalog.GetRoots());
    }

    [Fact]
    public void Open_FolderInPlaceOfTheFile_IsRefused()
    {
        Directory.CreateDirectory(_folder.File);

        var error = Assert.Throws<CatalogException>(() => _folder.Open());

        Assert.Contains($"The catalog {_folder.File} cannot be opened: It is a folder.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileInPlaceOfTheFolder_IsRefused()
    {
        File.WriteAllText(_folder.Path, "x");

        Assert.Contains("cannot be opened", Assert.Throws<CatalogException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_ReadOnly_IsRefusedAndSaysSo(bool isFolder)
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "rights do not bind this user");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights");
            return;
        }

        _folder.Open().Dispose();
        File.SetUnixFileMode(isFolder ? _folder.Path : _folder.File, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = Assert.Throws<CatalogException>(() => _folder.Open());

        Assert.Contains(_folder.File, error.Message, StringComparison.Ordinal);
        Assert.Matches("read-only|you may read and write", error.Message);
    }

    [Theory]
    [InlineData("a%20b?c#d")]
    [InlineData("it's; Mode=Memory")]
    [InlineData("ünï 🙂")]
    public void Open_OddFolderName_IsOpenedThere(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names that Windows does not allow");
        var folder = Path.Combine(_folder.Path, name);
        using (var catalog = SqlitePhotoCatalog.Open(folder, TimeProvider.System)) catalog.SetSetting("a", "b");

        using var again = SqlitePhotoCatalog.Open(folder, TimeProvider.System);

        Assert.Equal("b", again.GetSetting("a"));
        Assert.True(File.Exists(Path.Combine(folder, "catalog.db")));
    }

    [Fact]
    public async Task Open_ManyAtOnceOnANewFolder_AllSucceed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
        {
            using var catalog = _folder.Open();
            catalog.SetSetting($"{n}", "x");
        })));

        Assert.Equal(8L, CatalogFolder.Query(_folder.File, "SELECT COUNT(*) FROM settings"));
    }

    private CatalogException AssertUntouched()
    {
        var before = File.ReadAllBytes(_folder.File);
        var error = Assert.Throws<CatalogException>(() => _folder.Open());
        Assert.Equal(before, File.ReadAllBytes(_folder.File));
        return error;
    }
}
