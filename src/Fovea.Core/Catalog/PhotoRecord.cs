namespace Fovea;

/// <summary>A photo as shown to people and scripts.</summary>
public sealed record PhotoRecord
{
    /// <summary>The id.</summary>
    public required PhotoId Id { get; init; }

    /// <summary>The root.</summary>
    public required RootId Root { get; init; }

    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute path of the RAW file that is the same photo, if there is one.</summary>
    public string? Companion { get; init; }

    /// <summary>What it is.</summary>
    public required PhotoStatus Status { get; init; }

    /// <summary>Size and modification time when indexed.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>Hash of its bytes, where they could be read.</summary>
    public ContentHash? Hash { get; init; }

    /// <summary>What the file says of itself; null unless <see cref="PhotoStatus.Indexed"/>.</summary>
    public PhotoMetadata? Metadata { get; init; }

    /// <summary>Why it failed; null unless <see cref="PhotoStatus.Failed"/>.</summary>
    public PhotoFailure? Failure { get; init; }

    /// <summary>What it is instead; null unless <see cref="PhotoStatus.NotAPhoto"/>.</summary>
    public string? What { get; init; }

    /// <summary>Whether it cannot be reached now: its root is away, or it was gone when last looked for.</summary>
    public required bool IsOffline { get; init; }

    /// <summary>Whether the person marked it.</summary>
    public bool IsFavourite { get; init; }

    /// <summary>Average colour of the upright picture, 0xRRGGBB; null when unknown.</summary>
    public int? Colour { get; init; }
}
