using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A photo as a list shows it.</summary>
internal record PhotoItem
{
    /// <summary>The id, which stays the photo's when it moves.</summary>
    public required long Id { get; init; }

    /// <summary>The file's name, safe to show.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of the file.</summary>
    [JsonConverter(typeof(PathConverter))]
    public required string Path { get; init; }

    /// <summary>Absolute path of the folder it lies in.</summary>
    [JsonConverter(typeof(PathConverter))]
    public required string Folder { get; init; }

    /// <summary>Width in pixels, upright; 0 unknown.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels, upright; 0 unknown.</summary>
    public required int Height { get; init; }

    /// <summary>The camera's local time; null unknown.</summary>
    public required string? Taken { get; init; }

    /// <summary>Whether the time is only that of the file.</summary>
    public required bool TakenIsGuess { get; init; }

    /// <summary>The average colour, as #rrggbb; null unknown.</summary>
    public required string? Colour { get; init; }

    /// <summary>Changes when the file's bytes change.</summary>
    public required string Version { get; init; }

    /// <summary>Cosine similarity to the query, -1 to 1; null where nothing was ranked.</summary>
    public required float? Score { get; init; }

    /// <summary>strong, possible or weak; null where nothing was ranked.</summary>
    public required string? Strength { get; init; }

    /// <summary>Whether it is marked as a favourite.</summary>
    public required bool Favourite { get; init; }

    /// <summary>Whether it cannot be reached now.</summary>
    public required bool Offline { get; init; }

    /// <summary>jpeg, png, heif and so on.</summary>
    public required string Format { get; init; }
}
