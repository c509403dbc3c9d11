using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>Everything that is known of a photo.</summary>
internal sealed record PhotoDetails : PhotoItem
{
    /// <summary>Size of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the file was last changed.</summary>
    public required DateTimeOffset Modified { get; init; }

    /// <summary>The camera, as people call it.</summary>
    public required string? Camera { get; init; }

    /// <summary>The lens.</summary>
    public required string? Lens { get; init; }

    /// <summary>Where it was taken.</summary>
    public required PhotoLocation? Location { get; init; }

    /// <summary>0 to 5 stars, as the file says.</summary>
    public required int? Rating { get; init; }

    /// <summary>Absolute path of the RAW file that is the same photo.</summary>
    [JsonConverter(typeof(PathConverter))]
    public required string? Companion { get; init; }

    /// <summary>Millions of pixels.</summary>
    public required double Megapixels { get; init; }

    /// <summary>Absolute path of the library's folder that it belongs to.</summary>
    [JsonConverter(typeof(PathConverter))]
    public required string? Root { get; init; }
}
