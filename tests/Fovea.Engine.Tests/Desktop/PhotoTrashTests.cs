using System.Runtime.Versioning;
using Fovea.Engine.Desktop;
using Fovea.Engine.Files;
using Fovea.Testing;

namespace Fovea.Engine.Tests.Desktop;

[SupportedOSPlatform("linux")]
public sealed class PhotoTrashTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public PhotoTrashTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the trash of Linux desktops");

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Trash_Photos_LeaveTheCatalogAndComeBackWithTheirVectors()
    {
        _library.Add("a.png", "red");
        _library.Add("b.png", "blue");
        await _library.IndexAsync();
        _library.Catalog.Commit("", [new CatalogChange.Favourite(_library.Photo("a.png").Id, true)]);
        var vector = _library.Catalog.FindEmbedding(_library.Photo("a.png").Id, _library.Encoder.Space);
        var before = _library.Photo("a.png");
        var trash = Create();

        var report = trash.Trash([before.Id, before.Id]);

        Assert.Equal((1, 0), (report.Moved, report.Failures.Count));
        Assert.Null(_library.Catalog.FindByPath(_library["a.png"]));
        Assert.Equal([_library["b.png"]], _library.Search("red"));
        Assert.Contains($"Path={_library["a.png"]}\n", File.ReadAllText(Path.Combine(TrashFolder, "info", "a.png.trashinfo")), StringComparison.Ordinal);

        var undone = trash.Undo(report.Undo!);

        Assert.Equal((1, 0, null), (undone.Moved, undone.Failures.Count, undone.Undo));
        Assert.True(before.IsFavourite);
        Assert.Equal(before with { Id = _library.Photo("a.png").Id }, _library.Photo("a.png"));
        Assert.Equal(vector, _library.Catalog.FindEmbedding(_library.Photo("a.png").Id, _library.Encoder.Space));
        Assert.Equal(2, (await _library.IndexAsync()).Unchanged);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(TrashFolder, "info")));
    }

    [Fact]
    public async Task Trash_PhotoOfTwoModels_ComesBackWithTheVectorsOfBoth()
    {
        using var other = new FakeDualEncoder("other");
        _library.Add("a.png");
        await _library.IndexAsync();
        await _library.IndexWithAsync(other);
        var trash = Create();

        trash.Undo(trash.Trash([_library.Photo("a.png").Id]).Undo!);

        Assert.True(_library.HasVector("a.png") && _library.HasVector("a.png", other));
    }

    [Fact]
    public async Task Trash_PhotoWithRawTwin_MovesBothAndBringsBothBack()
    {
        _library.Add("a.jpg");
        File.WriteAllText(_library["a.NEF"], "raw");
        await _library.IndexAsync();
        Assert.Equal(_library["a.NEF"], _library.Photo("a.jpg").Companion);
        var trash = Create();

        var report = trash.Trash([_library.Photo("a.jpg").Id]);
        Assert.Equal(1, report.Moved);
        Assert.Empty(Directory.GetFileSystemEntries(_library.Photos));

        trash.Undo(report.Undo!);
        Assert.True(File.Exists(_library["a.jpg"]) && File.Exists(_library["a.NEF"]));
        Assert.Equal(_library["a.NEF"], _library.Photo("a.jpg").Companion);
    }

    [Fact]
    public async Task Trash_SomeCannotBeMoved_SaysWhyAndMovesTheRest()
    {
        foreach (var name in new[] { "a.png", "gone.png", "away/b.png" }) _library.Add(name, note: name);
        await _library.IndexAsync();
        var ids = new[] { "gone.png", "away/b.png", "a.png" }.Select(name => _library.Photo(name).Id).ToList();
        File.Delete(_library["gone.png"]);
        Directory.Move(_library["away"], _library.Outside("elsewhere"));
        Directory.CreateSymbolicLink(_library["away"], _library.Outside("elsewhere"));

        var report = Create().Trash([.. ids, new PhotoId(999)]);

        Assert.Equal(1, report.Moved);
        Assert.Equal(
            [
                new PhotoProblem(ids[0], _library["gone.png"], "the file is not there any more"),
                new PhotoProblem(ids[1], _library["away/b.png"], "it lies outside of the folders of the library, behind a link; do it with a file manager"),
                new PhotoProblem(new PhotoId(999), "", "it is not in the library any more"),
            ],
            report.Failures);
        Assert.True(File.Exists(Path.Combine(_library.Outside("elsewhere"), "b.png")));
        Assert.NotNull(_library.Catalog.FindByPath(_library["gone.png"]));
    }

    [Fact]
    public async Task Trash_RootThatIsAway_SaysThatItsDriveIsMissing()
    {
        _library.Add("a.png");
        await _library.IndexAsync();
        var id = _library.Photo("a.png").Id;
        _library.Catalog.SetRootAvailability(_library.Photo("a.png").Root, false);
        Directory.Move(_library.Photos, _library.Outside("unplugged"));

        Assert.Equal("the folder that it lies in cannot be reached now", Assert.Single(Create().Trash([id]).Failures).Reason);
    }

    [Fact]
    public async Task Trash_FolderThatMayNotBeChanged_LeavesPhotoAndTwinTogether()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "an administrator may change every folder");
        _library.Add("locked/a.jpg");
        File.WriteAllText(_library["locked/a.NEF"], "raw");
        await _library.IndexAsync();
        File.SetUnixFileMode(_library["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var report = Create().Trash([_library.Photo("locked/a.jpg").Id]);

        Assert.StartsWith("there is no permission", Assert.Single(report.Failures).Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(_library["locked/a.jpg"]) && File.Exists(_library["locked/a.NEF"]));
        Assert.Null(report.Undo);
    }

    [Fact]
    public async Task Trash_CatalogCannotBeWritten_MovesThePhotosBack()
    {
        _library.Add("a.png");
        await _library.IndexAsync();
        var broken = FaultyCatalog.Create(_library.Catalog, method =>
        {
            if (method == nameof(IPhotoCatalog.Commit)) throw new CatalogException("the disk is full");
        });

        Assert.Throws<CatalogException>(() => Create(broken).Trash([_library.Photo("a.png").Id]));

        Assert.True(File.Exists(_library["a.png"]));
        Assert.NotNull(_library.Catalog.FindByPath(_library["a.png"]));
    }

    [Fact]
    public async Task Undo_PlaceIsTaken_LeavesThatOneAndCanBeTriedAgain()
    {
        _library.Add("a.png", note: "1");
        _library.Add("b.png", note: "2");
        await _library.IndexAsync();
        var trash = Create();
        var report = trash.Trash([_library.Photo("a.png").Id, _library.Photo("b.png").Id]);
        File.WriteAllText(_library["a.png"], "mine");

        var first = trash.Undo(report.Undo!);

        Assert.Equal((1, report.Undo), (first.Moved, first.Undo));
        Assert.Equal((_library["a.png"], "something else has its place now; it stays in the trash"), (first.Failures[0].Path, first.Failures[0].Reason));
        Assert.Equal("mine", File.ReadAllText(_library["a.png"]));

        File.Delete(_library["a.png"]);
        var second = trash.Undo(first.Undo!);

        Assert.Equal((1, null), (second.Moved, second.Undo));
        Assert.True(_library.HasVector("a.png"));
    }

    [Fact]
    public void Undo_UnknownToken_SaysWhereThePhotosAre()
    {
        var error = Assert.Throws<LibraryException>(() => Create().Undo("nonsense"));

        Assert.Contains("restore them with the file manager", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trash_FailedPhoto_ComesBackAsFailed()
    {
        File.WriteAllBytes(_library["broken.jpg"], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        await _library.IndexAsync();
        var before = _library.Photo("broken.jpg");
        Assert.Equal(PhotoStatus.Failed, before.Status);
        var trash = Create();

        trash.Undo(trash.Trash([before.Id]).Undo!);

        Assert.Equal(before with { Id = _library.Photo("broken.jpg").Id }, _library.Photo("broken.jpg"));
    }

    [Fact]
    public void History_ManyOperations_ForgetsTheOldest()
    {
        var history = new TrashHistory();
        var tokens = Enumerable.Range(0, 101).Select(_ => history.Add([])).ToList();

        Assert.Null(history.Take(tokens[0]));
        Assert.NotNull(history.Take(tokens[1]));
        Assert.Null(history.Take(tokens[1]));
    }

    private string TrashFolder => _library.Outside("data/Trash");

    private PhotoTrash Create(IPhotoCatalog? catalog = null) =>
        new(catalog ?? _library.Catalog, new FreedesktopTrash(new TrashPlaces(TrashFolder, Posix.UserId(), Posix.Look), new FixedTime()));
}
