using System.Diagnostics;
using Fovea.Testing;

namespace Fovea.Imaging.Tests;

/// <summary>Real and hostile files that may not be in the repository.</summary>
public class SharedPhotosTests
{
    [Theory]
    [InlineData("avif", 12)]
    [InlineData("orientation", 18)]
    [InlineData("heic", 3)]
    public void Decode_GoodFiles_AllDecode(string folder, int atMost)
    {
        var path = SharedFiles.Find("photos", "formats", folder);
        Assert.SkipUnless(path is not null, SharedFiles.Reason);
        foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal).Take(atMost))
        {
            using var tile = Decode.Photo(Path.GetFileName(file), File.ReadAllBytes(file)).Tile;
        }
    }

    [Theory]
    [InlineData("Landscape")]
    [InlineData("Portrait")]
    public void Decode_TheSamePhotoInAllOrientations_IsOnePicture(string name)
    {
        var folder = SharedFiles.Find("photos", "formats", "orientation");
        Assert.SkipUnless(folder is not null, SharedFiles.Reason);
        using var first = Decode.Photo("0.jpg", File.ReadAllBytes(Path.Combine(folder, $"{name}_0.jpg"))).Tile;
        for (var i = 1; i <= 8; i++)
        {
            using var tile = Decode.Photo($"{i}.jpg", File.ReadAllBytes(Path.Combine(folder, $"{name}_{i}.jpg"))).Tile;

            // Each photo shows its number, and is compressed on its own.
            Assert.InRange(Pixels.MeanError(tile.Pixels, first.Pixels), 0, 2.5);
        }
    }

    [Theory]
    [InlineData("decoder")]
    [InlineData("exif-fuzz")]
    [InlineData("heif-fuzz")]
    [InlineData("vips-fuzz")]
    public void Decode_HostileFiles_AreOutcomesInTime(string folder)
    {
        var path = SharedFiles.Find("photos", "hostile", folder);
        Assert.SkipUnless(path is not null, SharedFiles.Reason);
        foreach (var file in Directory.EnumerateFiles(path))
        {
            var started = Stopwatch.GetTimestamp();
            if (Decode.Bytes(Path.GetFileName(file), File.ReadAllBytes(file)) is PhotoOutcome.Decoded decoded) decoded.Tile.Dispose();
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(25), file);
        }
    }
}
