using System.Buffers.Binary;
using System.IO.Hashing;
using Fovea.Testing;
using static Fovea.Vectors.Tests.Storing.StoredRows;

namespace Fovea.Vectors.Tests.Storing;

/// <summary>Files that are not what was written: never another answer.</summary>
public sealed class SegmentDamageTests : IDisposable
{
    private const int Dimensions = 20;

    private readonly TempFolder _folder = new();
    private readonly EmbeddingSpace _space = Space(Dimensions);
    private readonly IVectorIndex _index = Build(Space(Dimensions), Make(Dimensions, 70, 1));
    private readonly SegmentStore _store;
    private readonly string _segment;
    private readonly string _manifest;
    private readonly float[] _query = Query(Dimensions, 1);
    private readonly IReadOnlyList<ScoredPhoto> _answer;

    public SegmentDamageTests()
    {
        _store = new SegmentStore(_folder.Path);

        // One photo went, so that the manifest holds which.
        var gone = new PhotoBitmap();
        gone.Add(new PhotoId(3));
        _index = _index.With(Build(_space, []), gone);
        _store.Save(_index, "a", 1);
        _segment = Directory.GetFiles(_folder.Path, "*.seg", SearchOption.AllDirectories).Single();
        _manifest = Path.Combine(Path.GetDirectoryName(_segment)!, "current");
        _answer = _index.Search(_query, 1000, null, CancellationToken.None);
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Open_AnyByteOfASegmentFlipped_IsFoundOrHarmless() => FlipAll(_segment);

    [Fact]
    public void Open_AnyByteOfTheManifestFlipped_IsFound() => Assert.Equal(0, FlipAll(_manifest));

    [Fact]
    public void Open_SegmentCutAnywhere_IsNotUsed() => CutAll(_segment, 13);

    [Fact]
    public void Open_ManifestCutAnywhere_IsNotUsed() => CutAll(_manifest, 1);

    [Fact]
    public void Open_SegmentOfANewerFormat_IsNotUsedAndStays()
    {
        var bytes = File.ReadAllBytes(_segment);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(4088), XxHash3.HashToUInt64(bytes.AsSpan(0, 4088)));
        File.WriteAllBytes(_segment, bytes);

        Assert.Null(_store.Open(_space, "a"));
        Assert.Equal(bytes, File.ReadAllBytes(_segment));
    }

    [Fact]
    public void Open_AnotherSegmentUnderItsName_IsNotUsed()
    {
        using var other = new TempFolder();
        new SegmentStore(other.Path).Save(Build(_space, Make(Dimensions, 70, 2)), "a", 1);
        File.Copy(Directory.GetFiles(other.Path, "*.seg", SearchOption.AllDirectories).Single(), _segment, overwrite: true);

        Assert.Null(_store.Open(_space, "a"));
    }

    [Fact]
    public void Open_SegmentGone_IsNotUsed()
    {
        File.Delete(_segment);

        Assert.Null(_store.Open(_space, "a"));
    }

    [Fact]
    public void Search_FilesFlippedAndCutMeanwhile_AnswersTheSameOrSaysWhat()
    {
        var random = new Random(9);
        var whole = File.ReadAllBytes(_segment);
        var refused = 0;
        for (var round = 0; round < 200; round++)
        {
            File.WriteAllBytes(_segment, whole);
            var opened = new SegmentStore(_folder.Path, new SegmentStoreOptions { KeptRowBytes = round % 2 << 20 }).Open(_space, "a")!.Index;
            using (var file = new FileStream(_segment, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
            {
                if (round % 5 == 0) file.SetLength(random.NextInt64(file.Length));
                for (var i = 0; i < 40; i++)
                {
                    file.Position = random.NextInt64(whole.Length);
                    file.WriteByte((byte)random.Next(256));
                }
            }

            try
            {
                Assert.Equal(_answer, opened.Search(_query, 1000, null, TestContext.Current.CancellationToken));
            }
            catch (VectorIndexException exception)
            {
                refused++;
                Assert.Equal(_segment, exception.Path);
                Assert.Contains(exception.Reason, exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 1, 200);
    }

    // How many flips nobody needs to notice: those between the regions.
    private int FlipAll(string path)
    {
        var whole = File.ReadAllBytes(path);
        var harmless = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Position = at;
                file.WriteByte((byte)(whole[at] ^ (1 << (at % 8))));
            }

            if (IsHarmless()) harmless++;
            using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Position = at;
                file.WriteByte(whole[at]);
            }
        }

        return harmless;
    }

    private bool IsHarmless()
    {
        try
        {
            if (_store.Open(_space, "a") is not { } opened) return false;
            Assert.Equal(1, opened.Version);
            Assert.Equal(_answer, opened.Index.Search(_query, 1000, null, TestContext.Current.CancellationToken));
            return true;
        }
        catch (VectorIndexException)
        {
            return false;
        }
    }

    private void CutAll(string path, int step)
    {
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += step)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Null(_store.Open(_space, "a"));
        }
    }
}
