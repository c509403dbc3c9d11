namespace Fovea;

/// <summary>What a photo file says about itself. Texts are trimmed and free of control characters; unknown values are null.</summary>
public sealed record PhotoMetadata
{
    /// <summary>The format found by content.</summary>
    public required PhotoFormat Format { get; init; }

    /// <summary>Width in pixels of the upright picture (the full picture, also when only a preview was decoded).</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels of the upright picture.</summary>
    public required int Height { get; init; }

    /// <summary>When it was taken, where the file says so.</summary>
    public TakenAt? TakenAt { get; init; }

    /// <summary>Camera maker, for example "Canon".</summary>
    public string? CameraMake { get; init; }

    /// <summary>Camera model, for example "Canon EOS 7D".</summary>
    public string? CameraModel { get; init; }

    /// <summary>Lens model.</summary>
    public string? Lens { get; init; }

    /// <summary>Where it was taken.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>The person's rating, 0 to 5 stars; −1 is "rejected" (XMP).</summary>
    public int? Rating { get; init; }
}
