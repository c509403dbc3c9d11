using System.Text.Json;
using Fovea.Testing;

namespace Fovea.Imaging.Tests;

/// <summary>The reference's pixels (Pillow, through torchvision's arithmetic) for drawn pictures: Fixtures/preprocess/manifest.json.</summary>
public class PreprocessFixtureTests
{
    private static readonly string Folder = RepositoryRoot.File("tests", "Fovea.Imaging.Tests", "Fixtures", "preprocess");

    public static TheoryData<string, string, double> Cases()
    {
        var data = new TheoryData<string, string, double>();
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "manifest.json")));
        foreach (var entry in manifest.RootElement.GetProperty("cases").EnumerateArray())
        {
            data.Add(entry.GetProperty("in").GetString()!, entry.GetProperty("expected").GetString()!, entry.GetProperty("maxMeanAbsoluteError").GetDouble());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decode_Fixture_GivesTheReferencePixels(string input, string expected, double tolerance)
    {
        var photo = Decode.Photo(input, File.ReadAllBytes(Path.Combine(Folder, input)));
        using var tile = photo.Tile;
        var reference = Pixels.OfFile(Path.Combine(Folder, expected));

        if (Path.GetExtension(input) == ".png") Assert.True(tile.Pixels.SequenceEqual(reference), $"{input}: lossless, so every byte must be the reference's");
        else Assert.InRange(Pixels.MeanError(tile.Pixels, reference), 0, tolerance / 2);
    }

    [Fact]
    public void Decode_AllOrientations_GiveOnePicture()
    {
        var first = Pixels.OfFile(Path.Combine(Folder, "expected", "orientation1.png"));
        for (var orientation = 2; orientation <= 8; orientation++)
        {
            var photo = Decode.Photo("x.jpg", File.ReadAllBytes(Path.Combine(Folder, "in", $"orientation{orientation}.jpg")));
            using var tile = photo.Tile;

            // Each was compressed as it lies, and its grain was drawn anew.
            Assert.InRange(Pixels.MeanError(tile.Pixels, first), 0, 2.5);
            Assert.Equal((600, 400), (photo.Metadata.Width, photo.Metadata.Height));
        }
    }
}
