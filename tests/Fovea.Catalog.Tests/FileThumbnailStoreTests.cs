using Fovea.Testing;

namespace Fovea.Catalog.Tests;

public sealed class FileThumbnailStoreTests : IDisposable
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 1, 2, 3, 0xFF, 0xD9];
    private static readonly byte[] Other = [0xFF, 0xD8, 9, 0xFF, 0xD9];
    private static readonly ContentHash First = new(0x9F3A0000_00000000);
    private static readonly ContentHash Second = new(UInt128.MaxValue);

    private readonly TempFolder _folder = new();
    private readonly FileThumbnailStore _store;

    public FileThumbnailStoreTests() => _store = new FileThumbnailStore(_folder.Path, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_WhatWasStored_IsItToTheByte()
    {
        Assert.Null(_store.Find(First));
        Assert.Equal(0, _store.MeasureBytes());
        _store.Store(First, Jpeg);
        _store.Store(First, Other);
        _store.Store(Second, Jpeg);

        Assert.Equal(Other, _store.Find(First));
        Assert.Equal(Jpeg, _store.Find(Second));
        Assert.Equal(Jpeg.Length + Other.Length, _store.MeasureBytes());
    }

    [Fact]
    public void Store_OnDisk_IsOneFileByItsHashForTheOwnerOnly()
    {
        _store.Store(Second, Jpeg);

        var path = PathOf(Second);
        Assert.Equal(_folder["thumbnails", "fff", $"{new string('f', 32)}.jpg"], path);
        Assert.Equal([path], Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        const UnixFileMode all = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal((all, all), (File.GetUnixFileMode(_folder["thumbnails"]), File.GetUnixFileMode(_folder["thumbnails", "fff"])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public void Find_TornFile_IsAbsentAndReplaced(int length)
    {
        _store.Store(First, Jpeg);
        File.WriteAllBytes(PathOf(First), Jpeg[..length]);

        Assert.Null(_store.Find(First));
        _store.Store(First, Jpeg);
        Assert.Equal(Jpeg, _store.Find(First));
    }

    [Fact]
    public void Store_WhereNothingCanBeWritten_GoesOnWithout()
    {
        File.WriteAllText(_folder["thumbnails"], "in the way");

        _store.Store(First, Jpeg);
        _store.RemoveAllBut(new HashSet<ContentHash>(), TestContext.Current.CancellationToken);

        Assert.Null(_store.Find(First));
        Assert.Equal(0, _store.MeasureBytes());
    }

    [Fact]
    public void RemoveAllBut_Sweeps_OnlyWhatIsItsOwn()
    {
        _store.Store(First, Jpeg);
        _store.Store(Second, Jpeg);
        var foreign = _folder.Write("thumbnails/fff/readme.txt", Jpeg);
        var young = _folder.Write("thumbnails/fff/a.jpg.1.unfinished", Jpeg);
        var old = _folder.Write("thumbnails/fff/b.jpg.1.unfinished", Jpeg);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

        _store.RemoveAllBut(new HashSet<ContentHash> { First }, TestContext.Current.CancellationToken);

        Assert.NotNull(_store.Find(First));
        Assert.Null(_store.Find(Second));
        Assert.Equal((true, true, false), (File.Exists(foreign), File.Exists(young), File.Exists(old)));
    }

    [Fact]
    public void Remove_One_LeavesTheOthers()
    {
        _store.Store(First, Jpeg);
        _store.Store(Second, Jpeg);

        _store.Remove(First);
        _store.Remove(First);

        Assert.Null(_store.Find(First));
        Assert.NotNull(_store.Find(Second));
    }

    [Fact]
    public async Task Store_FromManyThreads_IsAlwaysWhole()
    {
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, (i, _) =>
        {
            _store.Store(First, i % 2 == 0 ? Jpeg : Other);
            Assert.NotNull(_store.Find(First));
            return ValueTask.CompletedTask;
        });
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    private string PathOf(ContentHash hash) => _folder["thumbnails", hash.ToString()[..3], $"{hash}.jpg"];
}
