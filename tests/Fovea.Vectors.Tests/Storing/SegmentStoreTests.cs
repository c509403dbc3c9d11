using System.Runtime.CompilerServices;
using Fovea.Testing;
using static Fovea.Vectors.Tests.Storing.StoredRows;

namespace Fovea.Vectors.Tests.Storing;

public sealed class SegmentStoreTests : IDisposable
{
    private const int Dimensions = 40;

    private readonly TempFolder _folder = new();
    private readonly EmbeddingSpace _space = Space(Dimensions);
    private readonly SegmentStore _store;

    public SegmentStoreTests() => _store = new SegmentStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> AnyData =>
        [.. from kind in VectorKinds.All from dimensions in (int[])[1, 70, 256, 512] select new TheoryDataRow<string, int>(kind, dimensions)];

    [Theory]
    [MemberData(nameof(AnyData))]
    public void Open_WhatWasSaved_AnswersTheSameToTheBit(string kind, int dimensions)
    {
        var space = Space(dimensions);
        var (rows, query) = VectorKinds.Make(kind, dimensions, 1500, seed: 7);
        var index = Build(space, rows);
        Assert.Same(index, _store.Save(index, "a", 12));

        var opened = _store.Open(space, "a")!;

        Assert.Equal(12, opened.Version);
        AssertSame(index, opened.Index, seed: 1);
        Assert.Equal(index.Measure(query), opened.Index.Measure(query));
        Assert.Equal(
            index.Search(query, 100, null, TestContext.Current.CancellationToken), opened.Index.Search(query, 100, null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1L << 40)]
    [InlineData(1L << 40, 0)]
    public void Open_WhateverIsHeldInMemory_AnswersTheSame(long resident, long kept)
    {
        var index = Build(_space, Make(Dimensions, 3000, 1));
        _store.Save(index, "a", 1);

        var opened = new SegmentStore(_folder.Path, new SegmentStoreOptions { ResidentBytes = resident, KeptRowBytes = kept }).Open(_space, "a")!;

        AssertSame(index, opened.Index, seed: 2);
        AssertSame(index, opened.Index, seed: 2);
    }

    [Fact]
    public void Open_MappedIndexThatNobodyRefersTo_IsUnmapped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells what is mapped");
        _store.Save(Build(_space, Make(Dimensions, 3000, 1)), "a", 1);

        OpenMapped();

        for (var i = 0; i < 10 && IsMapped(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(IsMapped());
    }

    [Fact]
    public void Open_AnotherStamp_IsNotUsed()
    {
        _store.Save(Build(_space, Make(Dimensions, 10, 1)), "a", 1);

        Assert.Null(_store.Open(_space, "b"));
        Assert.Null(_store.Open(Space(Dimensions + 1), "a"));
    }

    [Fact]
    public void Open_NothingSaved_IsNone() => Assert.Null(_store.Open(_space, "a"));

    [Fact]
    public void Save_NoVectors_OpensAsNone()
    {
        _store.Save(Build(_space, []), "a", 1);

        Assert.Equal(0, _store.Open(_space, "a")!.Index.Count);
    }

    [Fact]
    public void Save_RandomHistory_OpensAsWhatItCameTo()
    {
        var random = new Random(5);
        var truth = new Dictionary<PhotoId, IndexRow>();
        var index = Build(_space, []);
        for (var round = 1; round <= 60; round++)
        {
            var changed = Make(Dimensions, random.Next(1, 120), round).Select(row => row with { Id = new PhotoId(random.Next(1, 800)) }).DistinctBy(row => row.Id).ToList();
            var removed = new PhotoBitmap();
            foreach (var id in truth.Keys.Where(_ => random.Next(12) == 0)) removed.Add(id);
            foreach (var id in removed.Ids) truth.Remove(id);
            foreach (var row in changed) truth[row.Id] = row;
            index = index.With(Build(_space, changed), removed);
            if (random.Next(3) == 0) continue;

            var stamp = $"round {round}";
            index = _store.Save(index, stamp, round)!;
            var opened = _store.Open(_space, stamp)!;
            Assert.Equal(round, opened.Version);
            AssertSame(Build(_space, truth.Values), opened.Index, round);
            if (random.Next(2) == 0) index = opened.Index;
        }

        // What nobody needs any more does not stay.
        Assert.InRange(Files().Length, 3, 12);
    }

    [Fact]
    public void Save_AfterTheNext_OlderReadersKeepWhatTheyOpened()
    {
        var first = Build(_space, Make(Dimensions, 500, 1));
        _store.Save(first, "a", 1);
        var reader = new SegmentStore(_folder.Path, new SegmentStoreOptions { KeptRowBytes = 0 }).Open(_space, "a")!;

        _store.Save(Build(_space, Make(Dimensions, 700, 2)), "b", 2);

        AssertSame(first, reader.Index, seed: 3);
        Assert.Equal(700, _store.Open(_space, "b")!.Index.Count);
    }

    [Fact]
    public void Save_OpenedIndexWhoseFilesAreGone_WritesThemAgain()
    {
        var first = Build(_space, Make(Dimensions, 500, 1));
        _store.Save(first, "a", 1);
        var opened = _store.Open(_space, "a")!.Index;
        _store.Save(Build(_space, Make(Dimensions, 700, 2)), "b", 2);

        Assert.NotNull(_store.Save(opened, "c", 3));

        AssertSame(first, _store.Open(_space, "c")!.Index, seed: 4);
    }

    [Fact]
    public void Save_WhileAnotherSaves_IsLeftToIt()
    {
        var index = Build(_space, Make(Dimensions, 10, 1));
        _store.Save(index, "a", 1);
        using (new FileStream(Files().Single(file => Path.GetFileName(file) == "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Null(_store.Save(index, "b", 2));
        }

        Assert.NotNull(_store.Open(_space, "a"));
    }

    [Fact]
    public void Save_FolderThatCannotBeMade_IsNoError()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "segments"), "a file");

        Assert.Null(_store.Save(Build(_space, Make(Dimensions, 10, 1)), "a", 1));
        Assert.Null(_store.Open(_space, "a"));
    }

    [Fact]
    public void Save_AfterOneThatWasCutShort_TakesAwayWhatItLeft()
    {
        _store.Save(Build(_space, Make(Dimensions, 10, 1)), "a", 1);
        var left = Path.Combine(Path.GetDirectoryName(Files()[0])!, "something.seg.0.unfinished");
        File.WriteAllBytes(left, [1, 2, 3]);

        _store.Save(Build(_space, Make(Dimensions, 20, 1)), "b", 2);

        Assert.False(File.Exists(left));
    }

    [Fact]
    public void Discard_WhatWasSaved_LeavesNoVectors()
    {
        _store.Save(Build(_space, Make(Dimensions, 10, 1)), "a", 1);

        _store.Discard(_space);

        Assert.Null(_store.Open(_space, "a"));
        Assert.Equal(["lock"], Files().Select(Path.GetFileName));
    }

    [Fact]
    public void Save_NoIndex_IsRefused() => Assert.Throws<ArgumentNullException>("index", () => _store.Save(null!, "a", 1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OpenMapped()
    {
        var opened = new SegmentStore(_folder.Path, new SegmentStoreOptions { ResidentBytes = 0 }).Open(_space, "a");
        Assert.True(IsMapped());
        GC.KeepAlive(opened);
    }

    private bool IsMapped() => File.ReadAllText("/proc/self/maps").Contains(_folder.Path, StringComparison.Ordinal);

    private string[] Files() => Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
}
