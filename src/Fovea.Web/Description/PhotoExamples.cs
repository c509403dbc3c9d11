using Fovea.Web.Api.Contracts;

namespace Fovea.Web.Description;

/// <summary>Examples of photos and of answers to searches.</summary>
internal static class PhotoExamples
{
    public static PhotoDetails Details { get; } = new()
    {
        Id = 123,
        Name = "beach.jpg",
        Path = "/home/ann/Pictures/2007/beach.jpg",
        Folder = "/home/ann/Pictures/2007",
        Width = 3456,
        Height = 2304,
        Taken = "2007-01-14T15:02:11",
        TakenIsGuess = false,
        Colour = "#7f98a8",
        Version = "5f3a9c01",
        Score = null,
        Strength = null,
        Favourite = true,
        Offline = false,
        Format = "jpeg",
        Bytes = 2_411_733,
        Modified = new DateTimeOffset(2007, 1, 14, 15, 2, 12, TimeSpan.Zero),
        Camera = "Canon EOS 350D",
        Lens = "EF-S18-55mm f/3.5-5.6",
        Location = new PhotoLocation(54.32, 10.13, 4),
        Rating = 4,
        Companion = null,
        Megapixels = 8,
        Root = "/home/ann/Pictures",
    };

    public static PhotosAnswer Photos { get; } = new([Item(null, null)]);

    public static SearchAnswer Search { get; } = new(
        "a dog on the beach",
        "3f0a1c5e7b9d2f4a6c8e0b1d3f5a7c9e",
        "starter",
        true,
        "relevance",
        new SearchCounts(12, 2, 10, 1_192, 1_204, 1_204, 1, 0),
        new SearchElapsed(4.1, 0, 0.3, 0.9, 5.4),
        [],
        [Item(0.481f, "strong")],
        "M2YwYTFjNWU3YjlkMmY0YTZjOGUwYjFkM2Y1YTdjOWUgMTAwIFg");

    private static PhotoItem Item(float? score, string? strength) => new()
    {
        Id = Details.Id,
        Name = Details.Name,
        Path = Details.Path,
        Folder = Details.Folder,
        Width = Details.Width,
        Height = Details.Height,
        Taken = Details.Taken,
        TakenIsGuess = Details.TakenIsGuess,
        Colour = Details.Colour,
        Version = Details.Version,
        Score = score,
        Strength = strength,
        Favourite = Details.Favourite,
        Offline = Details.Offline,
        Format = Details.Format,
    };
}
