namespace Fovea.Conformance;

/// <summary>Photos, vectors and spaces for tests: small, and different where numbers are.</summary>
public static class Samples
{
    public const string Model = "tiny";

    public static EmbeddingSpace Space { get; } = SpaceNamed("a");

    public static EmbeddingSpace OtherSpace { get; } = SpaceNamed("b");

    public static PhotoMetadata Metadata { get; } = new() { Format = PhotoFormat.Jpeg, Width = 4000, Height = 3000 };

    public static PhotoMetadata FullMetadata { get; } = new()
    {
        Format = PhotoFormat.Heif,
        Width = 3024,
        Height = 4032,
        TakenAt = new TakenAt(new DateTime(2019, 7, 14, 18, 30, 15), TimeSpan.FromMinutes(-210), TakenAtSource.ExifOriginal),
        CameraMake = "Čănon",
        CameraModel = "写真 7D",
        Lens = "50 mm 'ƒ/1.8' 🙂",
        Location = new GeoPoint(-89.123456789, 179.987654321, 8848.5),
        Rating = -1,
    };

    public static EmbeddingSpace SpaceNamed(string weights) => new(weights, weights, "8x8", 8);

    public static ContentHash Hash(int seed) => new(new UInt128(0xFEDC_BA98_7654_3210, (ulong)seed));

    public static FileStamp Stamp(int seed) => new(1000 + seed, 638_000_000_000_000_001 + seed);

    /// <summary>A finite vector that differs for every seed below 65,000.</summary>
    public static Half[] Vector(int seed, int dimensions = 8)
    {
        var vector = new Half[dimensions];
        for (var i = 0; i < dimensions; i++) vector[i] = (Half)(1 + (seed >> (i * 2) & 3));
        return vector;
    }

    public static CatalogChange.Indexed Photo(RootId root, string path, int seed, EmbeddingSpace? space = null) => new()
    {
        Root = root,
        Path = path,
        Stamp = Stamp(seed),
        Hash = Hash(seed),
        Metadata = Metadata,
        Space = space ?? Space,
        Vector = Vector(seed),
    };

    public static CatalogChange.Indexed TakenAt(this CatalogChange.Indexed photo, DateTime local) => photo with
    {
        Metadata = photo.Metadata with { TakenAt = new TakenAt(local, null, TakenAtSource.ExifOriginal) },
    };
}
