using System.Buffers.Binary;
using Fovea.Testing;
using static Fovea.Vectors.Tests.Storing.StoredRows;

namespace Fovea.Vectors.Tests.Storing;

/// <summary>Files that an earlier version wrote (Storing/Samples). A version that reads them otherwise needs another number.</summary>
public sealed class FormatTests
{
    private const int Dimensions = 150;

    [Fact]
    public void Open_FilesOfFormat1_AreReadAsTheyWereMeant()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(Samples, "*", SearchOption.AllDirectories))
        {
            folder.Write(Path.GetRelativePath(Samples, file), File.ReadAllBytes(file));
        }

        var opened = new SegmentStore(folder.Path).Open(Space(Dimensions), "sample")!;

        Assert.Equal(7, opened.Version);
        using var expected = Expected();
        AssertSame(expected, opened.Index, seed: 6);

        // Else the bounds of an old segment would be those of another rotation. Sums of floats may end differently on another processor.
        using var anew = Build(Space(Dimensions), Make(Dimensions, 90, 21));
        new SegmentStore(folder.Path).Save(anew, "now", 8);
        var (before, after) = (Codes(Samples), Codes(folder.Path));
        Assert.Equal(before.Length, after.Length);
        Assert.InRange(before.Zip(after).Count(pair => pair.First != pair.Second), 0, before.Length / 100);
    }

    private static string Samples => Path.Combine(AppContext.BaseDirectory, "Storing", "Samples", "format 1");

    private static IVectorIndex Expected()
    {
        var gone = new PhotoBitmap();
        gone.Add(new PhotoId(5));
        return Build(Space(Dimensions), Make(Dimensions, 90, 21)).With(Build(Space(Dimensions), []), gone);
    }

    private static byte[] Codes(string folder)
    {
        var bytes = File.ReadAllBytes(Directory.GetFiles(folder, "*.seg", SearchOption.AllDirectories).Single());
        return bytes[(int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(80))..(int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(88))];
    }
}
