namespace Fovea.Engine.Tests;

/// <summary>Photos that are only rows and vectors: a library of any size in a moment. The vectors are those of the fake model.</summary>
internal static class SyntheticPhotos
{
    /// <summary>The unit vector of a colour.</summary>
    public static float[] Vector(float red, float green, float blue)
    {
        float[] vector = [red, green, blue, 0.1f];
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / norm)];
    }

    /// <summary>Adds a photo and returns its id.</summary>
    public static PhotoId AddSynthetic(this TestLibrary library, string name, float[] vector, DateTime? taken = null, int width = 400, string? camera = null)
    {
        library.AddSynthetic([(name, vector, taken, width, camera)]);
        return library.Photo(name).Id;
    }

    /// <summary>Adds photos in one transaction.</summary>
    public static void AddSynthetic(this TestLibrary library, IEnumerable<(string Name, float[] Vector, DateTime? Taken, int Width, string? Camera)> photos)
    {
        var root = library.Catalog.AddRoot(library.Photos).Id;
        library.Catalog.Commit("fake", [.. photos.Select(photo => new CatalogChange.Indexed
        {
            Root = root,
            Path = photo.Name,
            Stamp = new FileStamp(1, 1),
            Hash = new ContentHash((UInt128)(uint)photo.Name.GetHashCode(StringComparison.Ordinal)),
            Space = library.Encoder.Space,
            Vector = photo.Vector.Select(value => (Half)value).ToArray(),
            Metadata = new PhotoMetadata
            {
                Format = PhotoFormat.Jpeg,
                Width = photo.Width,
                Height = 300,
                CameraModel = photo.Camera,
                TakenAt = photo.Taken is { } local ? new TakenAt(local, null, TakenAtSource.ExifOriginal) : null,
            },
        })]);
    }

    /// <summary>Adds grey and blue photos, among which red ones stand out.</summary>
    public static void AddCrowd(this TestLibrary library, int count) => library.AddSynthetic(Enumerable.Range(0, count).Select(i =>
        ($"crowd/{i}.jpg", Vector(0.1f + (i % 10 * 0.01f), 0.2f, 1), (DateTime?)new DateTime(2010, 1, 1).AddDays(i), 400, (string?)null)));
}
