namespace Fovea.Models;

/// <summary>A file of a model that can be fetched.</summary>
public sealed record CatalogueFile
{
    /// <summary>Relative to the repository and to the model folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes; null where they are not known.</summary>
    public long? Size { get; init; }

    /// <summary>64 lower-case hexadecimal digits; null where no hash is known, so that the first download on a machine is trusted and remembered.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the model does without it where the repository has none.</summary>
    public bool IsOptional { get; init; }
}
