namespace Fovea.Catalog.Writing;

/// <summary>A photo's row as a change says it should be.</summary>
internal readonly record struct PhotoRow
{
    public required RootId Root { get; init; }

    public required string Path { get; init; }

    public string? Companion { get; init; }

    public required FileStamp Stamp { get; init; }

    public ContentHash? Hash { get; init; }

    public required PhotoStatus Status { get; init; }

    public PhotoFailure? Failure { get; init; }

    public string? What { get; init; }

    public PhotoMetadata? Metadata { get; init; }

    public int? Colour { get; init; }
}
