namespace Fovea;

/// <summary>A file as the catalog remembers it: enough to decide, without opening it, whether there is work.</summary>
public sealed record KnownFile
{
    /// <summary>The photo's id (files that are not photos have one too).</summary>
    public required PhotoId Id { get; init; }

    /// <summary>The root it lies under.</summary>
    public required RootId Root { get; init; }

    /// <summary>Path below the root, with the platform's separators.</summary>
    public required string Path { get; init; }

    /// <summary>Path below the root of the RAW file that is the same photo, if there is one.</summary>
    public string? Companion { get; init; }

    /// <summary>Size and modification time when it was indexed.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>Hash of the bytes; null when they could not be read.</summary>
    public ContentHash? Hash { get; init; }

    /// <summary>What it is.</summary>
    public required PhotoStatus Status { get; init; }

    /// <summary>Whether it has a vector in the space that was asked for.</summary>
    public required bool HasEmbedding { get; init; }

    /// <summary>Whether it was gone when last looked for, and is kept because too much was gone at once.</summary>
    public required bool IsMissing { get; init; }
}
